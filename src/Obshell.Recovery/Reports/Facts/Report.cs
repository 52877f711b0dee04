using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>The content of a report, independent of the format.</summary>
internal sealed class Report
{
    /// <summary>The maximum number of rows in a table of HTML or Markdown.</summary>
    public const int MaxRows = 2000;

    /// <summary>The maximum number of items that HTML or Markdown shows in detail.</summary>
    public const int MaxDetails = 100;

    /// <param name="title">The title above the verdict.</param>
    /// <param name="madeAt">When the report was made.</param>
    /// <param name="items">The items in the order in which they were added; at least one.</param>
    /// <param name="whole">The timeline of all items, with times from one clock; null for none.</param>
    public Report(string? title, DateTimeOffset madeAt, IReadOnlyList<ReportItem> items, Timeline? whole = null)
    {
        Items = [.. items.Select((item, at) => (item, at)).OrderByDescending(i => i.item.Outcome).ThenBy(i => i.at).Select(i => i.item)];
        HasDrills = items.Any(i => i.Kind == ReportKind.Drill);
        DisplayText given = DisplayText.Of(title, 200);
        Title = given.Or(
            items.All(i => i.Kind == ReportKind.Drill) ? ReportTexts.TitleDrills
            : items.All(i => i.Kind == ReportKind.Recovery) ? ReportTexts.TitleRecovery
            : HasDrills ? ReportTexts.TitleMixed
            : items.All(i => i.Kind == ReportKind.Task) ? ReportTexts.TitleTasks
            : ReportTexts.TitleRestores);
        MadeAt = madeAt;
        Headline = Headline.Of(Items);
        Whole = whole;
    }

    public DisplayText Title { get; }

    public DateTimeOffset MadeAt { get; }

    /// <summary>All items, the worst outcome first. Items with the same outcome are in the order in which they were added.</summary>
    public IReadOnlyList<ReportItem> Items { get; }

    public Headline Headline { get; }

    /// <summary>Whether the table shows recovery times and recovery points. Otherwise it shows how long each item took.</summary>
    public bool HasDrills { get; }

    /// <summary>The duration of an item that is not a drill, for the table; null for none. A task has no recovery time.</summary>
    public TimeSpan? TimeOf(ReportItem item) => HasDrills && item.Kind == ReportKind.Task ? null : item.Took;

    /// <summary>The timeline of a whole recovery, with times from one clock; null when there is none.</summary>
    public Timeline? Whole { get; }
}
