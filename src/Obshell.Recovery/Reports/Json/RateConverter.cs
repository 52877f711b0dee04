using System.Text.Json;

namespace Obshell.Recovery.Reports.Json;

/// <summary>Writes a rate as an integer. NaN and infinity become null.</summary>
internal sealed class RateConverter : WriteOnlyConverter<double>
{
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteNumberValue((long)Math.Min(value, long.MaxValue / 2));
        }
    }
}
