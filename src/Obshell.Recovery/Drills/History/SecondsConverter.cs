using System.Text.Json;
using System.Text.Json.Serialization;

namespace Obshell.Recovery.Drills.History;

/// <summary>Writes a duration as a number of seconds.</summary>
internal sealed class SecondsConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => OptionalSecondsConverter.Of(reader.GetDouble()) ?? TimeSpan.Zero;

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteNumberValue(value.TotalSeconds);
}
