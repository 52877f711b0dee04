using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Obshell.Simulator;

/// <summary>JSON the way Go's encoding/json writes it and names its types.</summary>
internal static class GoJson
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Compact UTF-8 with <c>&lt; &gt; &amp;</c> as \u003c \u003e \u0026 (PROTOCOL 1.3) and everything else unescaped.</summary>
    public static byte[] Write(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, _options))
            node.WriteTo(writer);
        var plain = buffer.WrittenSpan;
        if (plain.IndexOfAny((byte)'<', (byte)'>', (byte)'&') < 0)
            return plain.ToArray();
        // These three occur only inside strings, so it is safe to replace bytes.
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

    /// <summary>Go's word for a value in an unmarshal error.</summary>
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
