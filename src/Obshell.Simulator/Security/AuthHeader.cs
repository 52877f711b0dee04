using System.Text;
using System.Text.Json;

namespace Obshell.Simulator;

/// <summary>The JSON in <c>X-OCS-Header</c> or <c>X-OCS-Agent-Header</c> (PROTOCOL 2.3), decoded like in Go.</summary>
internal sealed class AuthHeader
{
    public string Auth { get; private set; } = "";
    public string Ts { get; private set; } = "";
    public string Uri { get; private set; } = "";
    public byte[]? Keys { get; private set; }
    public string SessionId { get; private set; } = "";

    /// <exception cref="FormatException">The text is not valid JSON of this form. The message is Go's error text.</exception>
    public static AuthHeader Parse(byte[] json)
    {
        if (json.Length == 0)
            throw new FormatException("unexpected end of JSON input");
        JsonDocument document;
        try
        {
            // As in Go, an incomplete character is decoded as U+FFFD. Clients can split the text into blocks at any byte.
            document = JsonDocument.Parse(Encoding.UTF8.GetString(json));
        }
        catch (JsonException)
        {
            throw new FormatException($"invalid character {GoQuote((char)json[0])} looking for beginning of value");
        }
        using (document)
        {
            var header = new AuthHeader();
            if (document.RootElement.ValueKind == JsonValueKind.Null)
                return header;
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new FormatException($"json: cannot unmarshal {GoJson.KindName(document.RootElement)} into Go value of type secure.HttpHeader");
            // Go ignores the case of names (the Python SDK sends lower case). If a name occurs several times, Go uses the last value.
            foreach (var property in document.RootElement.EnumerateObject())
            {
                switch (Fold(property.Name))
                {
                    case "auth": header.Auth = Text(property, header.Auth, "Auth"); break;
                    case "ts": header.Ts = Text(property, header.Ts, "Ts"); break;
                    case "uri": header.Uri = Text(property, header.Uri, "Uri"); break;
                    case "session_id": header.SessionId = Text(property, header.SessionId, "session_id"); break;
                    case "ssotoken": Text(property, "", "ssotoken"); break;
                    case "token": Text(property, "", "Token"); break;
                    case "sha256": Text(property, "", "Sha256"); break;
                    case "forwardtype": Number(property); break;
                    case "keys": header.Keys = Bytes(property); break;
                    default: break;
                }
            }
            return header;
        }
    }

    /// <summary>Go uses Unicode case folding: it reads the long s as s, and the Kelvin sign as k.</summary>
    private static string Fold(string name) => name.Replace('\u017F', 's').Replace('\u212A', 'k').ToLowerInvariant();

    private static string Text(JsonProperty property, string unset, string field) => property.Value.ValueKind switch
    {
        JsonValueKind.String => property.Value.GetString()!,
        JsonValueKind.Null => unset,
        _ => throw new FormatException($"json: cannot unmarshal {GoJson.KindName(property.Value)} into Go struct field HttpHeader.{field} of type string"),
    };

    private static void Number(JsonProperty property)
    {
        if (property.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Number))
            throw new FormatException($"json: cannot unmarshal {GoJson.KindName(property.Value)} into Go struct field HttpHeader.ForwardType of type int");
    }

    private static byte[]? Bytes(JsonProperty property)
    {
        if (property.Value.ValueKind == JsonValueKind.Null)
            return null;
        if (property.Value.ValueKind != JsonValueKind.String)
            throw new FormatException($"json: cannot unmarshal {GoJson.KindName(property.Value)} into Go struct field HttpHeader.Keys of type []uint8");
        var (bytes, error) = GoBase64.Decode(property.Value.GetString()!);
        return error is null ? bytes : throw new FormatException($"illegal base64 data at input byte {error}");
    }

    private static string GoQuote(char c) => c switch
    {
        '\'' => "'\\''",
        >= ' ' and < (char)127 => $"'{c}'",
        _ => $"'\\x{(int)c:x2}'",
    };
}
