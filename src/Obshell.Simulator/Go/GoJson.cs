using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Obshell.Simulator;

/// <summary>Writes JSON like Go's encoding/json, and gives Go's names for JSON types.</summary>
internal static class GoJson
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes compact UTF-8. Only <c>&lt; &gt; &amp;</c> are escaped as \u003c \u003e \u0026 (PROTOCOL 1.3).</summary>
    public static byte[] Write(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, _options))
            node.WriteTo(writer);
        var plain = buffer.WrittenSpan;
        if (plain.IndexOfAny((byte)'<', (byte)'>', (byte)'&') < 0)
            return plain.ToArray();
        // These three characters occur only in strings, so the bytes can be replaced.
        var escaped = new List<byte>(plain.Length + 64);
        foreach (var b in plain)
        {
            if (b is (byte)'<' or (byte)'>' or (byte)'&')
                escaped.AddRange(System.Text.Encoding.ASCII.GetBytes($"\\u00{b:x2}"));
            else
                escaped.Add(b);
        }
        return escaped.ToArray();
    }

    /// <summary>Go's name for the type of a value in an unmarshal error.</summary>
    public static string KindName(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => "null",
    };
}
