using System.Text.Json;

namespace Obshell.Recovery.Reports.Json;

/// <summary>Writes a duration as a number of seconds, rounded to milliseconds.</summary>
internal sealed class SecondsConverter : WriteOnlyConverter<TimeSpan>
{
    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteNumberValue(Math.Round((decimal)value.TotalSeconds, 3));
}
