using System;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Obshell.Client.Wire;

namespace Obshell.Client.Invoking;

/// <summary>
/// The JSON of an answer as people may see it: each text cleaned, members with secret names masked, every number as the
/// agent wrote it, digit by digit (trap 19). Text by text, because what a pattern takes out must not break the JSON.
/// </summary>
internal static class RedactedJson
{
    public static byte[] Rewrite(ReadOnlyMemory<byte> data, Redactor redactor)
    {
        using JsonDocument document = JsonDocument.Parse(data);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(writer, document.RootElement, redactor, isSecret: false);
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, Redactor redactor, bool isSecret)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    writer.WritePropertyName(redactor.Clean(property.Name));
                    Write(writer, property.Value, redactor, isSecret || SecretMembers.Contains(property.Name));
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Write(writer, item, redactor, isSecret);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                string text = element.GetString()!;
                writer.WriteStringValue(text.Length == 0 ? text : isSecret ? Redactor.Mask : redactor.Clean(text));
                break;
            default:
                writer.WriteRawValue(element.GetRawText());
                break;
        }
    }

    public static string TextOf(byte[] json) => Encoding.UTF8.GetString(json);
}
