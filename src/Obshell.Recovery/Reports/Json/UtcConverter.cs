using System.Text.Json;

namespace Obshell.Recovery.Reports.Json;

/// <summary>Writes a time in UTC, with Z.</summary>
internal sealed class UtcConverter : WriteOnlyConverter<DateTimeOffset>
{
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
}
