using System.Text.Json;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Json;

/// <summary>Writes text that is ready to be shown.</summary>
internal sealed class DisplayTextConverter : WriteOnlyConverter<DisplayText>
{
    public override void Write(Utf8JsonWriter writer, DisplayText value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
