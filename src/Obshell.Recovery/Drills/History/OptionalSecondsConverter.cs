using System.Text.Json;
using System.Text.Json.Serialization;

namespace Obshell.Recovery.Drills.History;

/// <summary>Writes an optional duration as a number of seconds, rounded to milliseconds.</summary>
internal sealed class OptionalSecondsConverter : JsonConverter<TimeSpan?>
{
    /// <summary>The duration; null when the number does not fit into a TimeSpan, e.g. in a line that a user edited.</summary>
    public static TimeSpan? Of(double seconds) =>
        seconds >= 0 && seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)) : null;

    public override TimeSpan? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Of(reader.GetDouble());

    public override void Write(Utf8JsonWriter writer, TimeSpan? value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Math.Round(value.GetValueOrDefault().TotalSeconds, 3));
}
