using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Obshell.Client.Json;

/// <summary>
/// Converts the JSON of <c>data</c> to types. JSON of another form gives an <see cref="ObshellProtocolException"/>, not a JsonException.
/// </summary>
internal static class AnswerData
{
    private const string FreeMember = "additional_data";

    /// <exception cref="ObshellProtocolException"><c>data</c> is absent or null, or has another form.</exception>
    public static T Read<T>(Answer answer, JsonTypeInfo<T> type)
        where T : class => ReadOrNull(answer, type)
            ?? throw new ObshellProtocolException(
                "EmptyAnswer", AnswerTexts.FormatNoData(answer.Agent, answer.HttpStatus), answer.HttpStatus, answer.Agent, transient: true)
            { TraceId = answer.TraceId };

    /// <summary>
    /// Reads a list that the agent sends as <c>{"contents":[...]}</c>. When <c>contents</c> is null or absent, the result is an empty list
    /// (trap 18).
    /// </summary>
    public static T[] ReadContents<T>(Answer answer, JsonTypeInfo<Contents<T>> type)
        where T : class
    {
        T?[]? items = ReadOrNull(answer, type)?.Items;
        return items is null ? [] : [.. items.OfType<T>()];
    }

    /// <returns>Null when <c>data</c> is absent or null.</returns>
    public static T? ReadOrNull<T>(Answer answer, JsonTypeInfo<T> type)
        where T : class
    {
        if (answer.Data.IsEmpty)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(answer.Data.Span, type);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new ObshellProtocolException(
                "UnexpectedAnswer",
                PathOf<T>(e) is { } path ? AnswerTexts.FormatUnknownShapeAt(answer.Agent, typeof(T).Name, path) : AnswerTexts.FormatUnknownShape(answer.Agent, typeof(T).Name),
                answer.HttpStatus, answer.Agent)
            { TraceId = answer.TraceId };
        }
    }

    /// <summary>
    /// The path of the error in the JSON. It contains only names that this client defines. Other names come from the answer and may be any
    /// text, so they are left out. For the same reason the exception itself is not kept as the cause.
    /// </summary>
    private static string? PathOf<T>(Exception e)
    {
        if (e is not JsonException { Path: { Length: > 0 } path } || typeof(T) == typeof(object) || typeof(System.Collections.IDictionary).IsAssignableFrom(typeof(T)))
        {
            return null;
        }

        int free = path.IndexOf(FreeMember, StringComparison.OrdinalIgnoreCase);
        return free < 0 ? path : path.Substring(0, free + FreeMember.Length);
    }
}
