using System;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Obshell.Client.Wire;

/// <summary>From the bytes of <c>data</c> to types. Whatever does not fit becomes a typed error, never a bare JsonException.</summary>
internal static class Json
{
    /// <exception cref="ObshellProtocolException"><c>data</c> is absent, null, or of another shape.</exception>
    public static T Read<T>(Answer answer, JsonTypeInfo<T> type)
        where T : class => ReadOrNull(answer, type)
            ?? throw new ObshellProtocolException(
                "EmptyAnswer", $"{answer.Agent} answered HTTP {answer.HttpStatus} without data.", answer.HttpStatus, answer.Agent, transient: true)
            { TraceId = answer.TraceId };

    /// <summary>A list that comes as <c>{"contents":[...]}</c>; null and absent mean empty (trap 18).</summary>
    public static T[] ReadContents<T>(Answer answer, JsonTypeInfo<Contents<T>> type)
        where T : class
    {
        T?[]? items = ReadOrNull(answer, type)?.Items;
        return items is null ? [] : [.. items.OfType<T>()];
    }

    private static T? ReadOrNull<T>(Answer answer, JsonTypeInfo<T> type)
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
                $"{answer.Agent} answered in a shape that is not understood ({typeof(T).Name}{PathOf(e)}).",
                answer.HttpStatus, answer.Agent, inner: e)
            { TraceId = answer.TraceId };
        }
    }

    private static string PathOf(Exception e) => e is JsonException { Path: { Length: > 0 } path } ? " at " + path : "";
}
