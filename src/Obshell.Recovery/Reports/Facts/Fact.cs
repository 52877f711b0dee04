using System.Globalization;
using System.Text.Json.Serialization;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>A figure or a setting.</summary>
/// <param name="Id">The fact's name for programs, and the key of its label.</param>
/// <param name="Value">The value.</param>
internal sealed record Fact([property: JsonPropertyName("name")] string Id, DisplayText Value)
{
    /// <summary>The fact's name for people.</summary>
    [JsonIgnore]
    public string Label => LabelOf(Id);

    /// <summary>The name for people of a fact, or of a row of a timeline.</summary>
    public static string LabelOf(string id) => ReportLabels.ResourceManager.GetString(id, CultureInfo.CurrentUICulture) ?? id;
}
