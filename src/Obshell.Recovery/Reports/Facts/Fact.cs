using System.Globalization;
using System.Text.Json.Serialization;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>A figure or a setting in a report.</summary>
/// <param name="Id">The name of the fact in JSON, and the key of its label.</param>
/// <param name="Value">The value.</param>
internal sealed record Fact([property: JsonPropertyName("name")] string Id, DisplayText Value)
{
    /// <summary>The label of the fact in the reader's language.</summary>
    [JsonIgnore]
    public string Label => LabelOf(Id);

    /// <summary>The label of a fact, or of a row of a timeline, in the reader's language.</summary>
    public static string LabelOf(string id) => ReportLabels.ResourceManager.GetString(id, CultureInfo.CurrentUICulture) ?? id;
}
