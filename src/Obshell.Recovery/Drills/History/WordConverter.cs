using System.Text.Json;
using System.Text.Json.Serialization;
using Obshell.Client;

namespace Obshell.Recovery.Drills.History;

/// <summary>Writes a verdict as its name.</summary>
internal sealed class WordConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? word = reader.GetString();
        return Enum.TryParse(word, out T read) && Enum.IsDefined(typeof(T), read)
            ? read
            : throw new JsonException(DrillHistoryTexts.FormatWordUnknown(TextFault.Quote(word ?? ""), typeof(T).Name));
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
