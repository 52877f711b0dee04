using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>What a report says, in no format yet.</summary>
internal sealed class Report
{
    /// <summary>In a table that people read.</summary>
    public const int MaxRows = 2000;

    /// <summary>So many are shown in detail there.</summary>
    public const int MaxDetails = 100;

    /// <param name="title">Above the verdict.</param>
    /// <param name="madeAt">When.</param>
    /// <param name="items">In the order in which they were handed in; at least one.</param>
    /// <param name="whole">Of all of them on one clock; null for none.</param>
    public Report(string? title, DateTimeOffset madeAt, IReadOnlyList<ReportItem> items, Timeline? whole = null)
    {
        Items = [.. items.Select((item, at) => (item, at)).OrderByDescending(i => i.item.Outcome).ThenBy(i => i.at).Select(i => i.item)];
        DisplayText given = DisplayText.Of(title, 200);
        Title = given.Or(
            items.All(i => i.Kind == ReportKind.Drill) ? ReportTexts.TitleDrills
            : items.All(i => i.Kind == ReportKind.Recovery) ? ReportTexts.TitleRecovery
            : items.Any(i => i.Kind == ReportKind.Drill) ? ReportTexts.TitleMixed
            : ReportTexts.TitleRestores);
        MadeAt = madeAt;
        Headline = Headline.Of(Items);
        Whole = whole;
    }

    public DisplayText Title { get; }

    public DateTimeOffset MadeAt { get; }

    /// <summary>What did not pass first, then as handed in.</summary>
    public IReadOnlyList<ReportItem> Items { get; }

    public Headline Headline { get; }

    /// <summary>All of a recovery on one clock; null where there is none.</summary>
    public Timeline? Whole { get; }
}
