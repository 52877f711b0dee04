using System.Text.Json;
using System.Text.Json.Serialization;

namespace Obshell.Recovery.Drills.History;

/// <summary>Writes a duration, which may be unknown, as a number of seconds to the millisecond.</summary>
internal sealed class OptionalSecondsConverter : JsonConverter<TimeSpan?>
{
    /// <summary>A user may have edited the line: a number that does not fit into a TimeSpan is unknown.</summary>
    public static TimeSpan? Of(double seconds) =>
        seconds >= 0 && seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)) : null;

    public override TimeSpan? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Of(reader.GetDouble());

    public override void Write(Utf8JsonWriter writer, TimeSpan? value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Math.Round(value.GetValueOrDefault().TotalSeconds, 3));
}
