using System.Text.Json;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Json;

/// <summary>Writes a <see cref="DisplayText"/> as a JSON string.</summary>
internal sealed class DisplayTextConverter : WriteOnlyConverter<DisplayText>
{
    public override void Write(Utf8JsonWriter writer, DisplayText value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
