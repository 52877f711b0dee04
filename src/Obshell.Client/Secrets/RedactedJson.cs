using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Obshell.Client.Secrets;

/// <summary>
/// Makes JSON that users may see. Secrets are removed from each text, members with secret names are masked, and numbers stay exactly as
/// they were written (trap 19). Each text is cleaned separately, so a pattern cannot remove a part of the JSON syntax.
/// </summary>
internal sealed class RedactedJson : IDisposable
{
    private readonly Redactor redactor;
    private readonly bool keepsNames;
    private SecretPatterns? opened;

    private readonly MaskingTime? time;

    private RedactedJson(Redactor redactor, bool keepsNames, MaskingTime? time)
    {
        this.time = time;
        this.redactor = redactor;
        this.keepsNames = keepsNames;
    }

    /// <summary>
    /// The patterns are made only when there is a text to search. Most answers are answers to polls and contain no such text.
    /// </summary>
    private SecretPatterns Patterns => opened ??= redactor.Open(time);

    /// <summary>Cleans JSON for display.</summary>
    /// <exception cref="JsonException">The data is not JSON.</exception>
    /// <exception cref="TimeoutException">The time limit of the whole answer was reached.</exception>
    public static byte[] Rewrite(ReadOnlyMemory<byte> data, Redactor redactor, MaskingTime? time = null)
    {
        using var json = new RedactedJson(redactor, keepsNames: false, time);
        return json.Rewrite(data);
    }

    /// <summary>
    /// Cleans JSON for use by the client. Members that the client uses for decisions (names, states, ids) stay unchanged, even if such a
    /// member is equal to a password. All other texts are cleaned, even in unknown members.
    /// </summary>
    /// <exception cref="JsonException">The data is not JSON.</exception>
    /// <exception cref="TimeoutException">The time limit of the whole answer was reached.</exception>
    public static ReadOnlyMemory<byte> Clean(ReadOnlyMemory<byte> data, Redactor redactor, MaskingTime? time = null)
    {
        if (data.IsEmpty)
        {
            return data;
        }

        using var json = new RedactedJson(redactor, keepsNames: true, time);
        return json.NeedsNoCleaning(data.Span) ? data : json.Rewrite(data);
    }

    public void Dispose() => opened?.Dispose();

    public static string TextOf(byte[] json) => Encoding.UTF8.GetString(json);

    /// <summary>
    /// Checks in one pass, without making objects, whether there is nothing to clean. Most answers contain nothing to clean.
    /// </summary>
    private bool NeedsNoCleaning(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        bool isKept = false;
        int linesAt = -1;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    isKept = PlainMembers.Contains(reader.ValueSpan);
                    if (!isKept && !PlainMembers.IsContainer(reader.ValueSpan))
                    {
                        string name = Read(ref reader);
                        if (SecretMembers.Contains(name) || Patterns.Clean(name) != name)
                        {
                            return false;
                        }
                    }

                    break;
                case JsonTokenType.StartArray:
                    linesAt = reader.CurrentDepth;
                    break;
                case JsonTokenType.String when linesAt >= 0 && reader.CurrentDepth == linesAt + 1 && !isKept:
                    // The texts of a list belong together and are searched together.
                    return false;
                case JsonTokenType.String when !isKept || reader.ValueSpan.IndexOf((byte)'=') >= 0:
                    string text = Read(ref reader);
                    if (Kept(text, isKept) != text)
                    {
                        return false;
                    }

                    break;
            }
        }

        return true;
    }

    private byte[] Rewrite(ReadOnlyMemory<byte> data)
    {
        using JsonDocument document = JsonDocument.Parse(data);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(writer, document.RootElement, isSecret: false, isKept: false);
        }

        return buffer.ToArray();
    }

    private void Write(Utf8JsonWriter writer, JsonElement element, bool isSecret, bool isKept)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    string name = property.Name;
                    writer.WritePropertyName(Patterns.Clean(name));
                    Write(writer, property.Value, isSecret || SecretMembers.Contains(name), keepsNames && PlainMembers.Contains(Encoding.UTF8.GetBytes(name)));
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                Queue<string>? lines = isSecret || isKept ? null : Lines(element);
                foreach (JsonElement item in element.EnumerateArray())
                {
                    if (lines is not null && item.ValueKind == JsonValueKind.String)
                    {
                        writer.WriteStringValue(lines.Dequeue());
                    }
                    else
                    {
                        Write(writer, item, isSecret, isKept);
                    }
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String when isSecret:
                // The value is not read, because reading would make a string from the secret.
                writer.WriteStringValue(element.ValueEquals("") ? "" : Redactor.Mask);
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Kept(element.GetString()!, isKept));
                break;
            default:
                writer.WriteRawValue(element.GetRawText());
                break;
        }
    }

    private Queue<string> Lines(JsonElement array) => new(Patterns.Clean(
        [.. array.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!)]));

    /// <summary>
    /// Searches a member of <see cref="PlainMembers"/> only by form, and only if its text may contain a URI or a sentence. A public key
    /// contains neither, but may contain "pwd...=" by chance.
    /// </summary>
    private string Kept(string text, bool isKept) =>
        !isKept ? Patterns.Clean(text)
        : text.IndexOfAny(['?', '&', ' ', ':']) >= 0 ? Patterns.CleanByForm(text)
        : text;

    /// <exception cref="JsonException">The text contains half of a surrogate pair, or bytes that are not UTF-8.</exception>
    private static string Read(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException(null, e);
        }
    }
}
