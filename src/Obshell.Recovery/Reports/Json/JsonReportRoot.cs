using System.Text.Json.Serialization;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Json;

/// <summary>
/// The root object of the JSON report. Existing keys keep their names. A new key does not increase the version. The version increases only
/// when the meaning of an existing key changes.
/// </summary>
internal sealed class JsonReportRoot
{
    private readonly Report report;
    private readonly CancellationToken stop;

    public JsonReportRoot(Report report, CancellationToken stop)
    {
        this.report = report;
        this.stop = stop;
    }

    public int SchemaVersion => 1;

    public DisplayText Title => report.Title;

    public DateTimeOffset MadeAt => report.MadeAt;

    public Outcome Outcome => report.Headline.Outcome;

    public DisplayText Sentence => report.Headline.Sentence;

    public IReadOnlyList<DisplayText> Notes => report.Headline.Notes;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Timeline? Timeline => report.Whole;

    /// <summary>Returns the items one by one, so that the writing can be cancelled between two items.</summary>
    public IEnumerable<ReportItem> Items
    {
        get
        {
            foreach (ReportItem item in report.Items)
            {
                stop.ThrowIfCancellationRequested();
                yield return item;
            }
        }
    }
}
