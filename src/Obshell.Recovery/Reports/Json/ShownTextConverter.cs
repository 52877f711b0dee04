using System.Text.Json;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Json;

/// <summary>Text that is fit to be shown.</summary>
internal sealed class ShownTextConverter : WriteOnlyConverter<ShownText>
{
    public override void Write(Utf8JsonWriter writer, ShownText value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
