using Obshell.Client.Display;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>The verdict on all of it.</summary>
/// <param name="Outcome">The worst of all.</param>
/// <param name="Sentence">For the person who gets the mail.</param>
/// <param name="Notes">What must not be overlooked besides, each a sentence.</param>
internal sealed record Headline(Outcome Outcome, DisplayText Sentence, IReadOnlyList<DisplayText> Notes)
{
    private const int MaxNames = 8;

    public static Headline Of(IReadOnlyList<ReportItem> items) =>
        new(items.Max(i => i.Outcome), DisplayText.Own(items.Count == 1 ? items[0].Sentence + "." : Sum(items)), [.. NotesOn(items)]);

    private static string Sum(IReadOnlyList<ReportItem> items)
    {
        bool drills = items.All(i => i.Kind is ReportKind.Drill or ReportKind.Unreadable);
        (string one, string many, string end) = drills ? ("backup", "backups", "proven to restore")
            : items.All(i => i.Kind == ReportKind.Recovery) ? ("tenant", "tenants", "back")
            : items.All(i => i.Kind == ReportKind.Restore) ? ("restore", "restores", "done")
            : ("item", "items", "done");
        int good = items.Count(i => i.Outcome == Outcome.Good);
        if (good == items.Count)
        {
            return $"All {Amounts.OfCount(items.Count)} {many} are {end}{(drills ? ", each checked and within its targets" : "")}.";
        }

        string rest = string.Join(", ", items.Where(i => i.Outcome != Outcome.Good)
            .GroupBy(i => i.Ending).Select(g => g.Key.Counted(g.Count())));
        return good == 0
            ? $"None of {Amounts.OfCount(items.Count, one, many)} is {end}: {rest}."
            : $"{Amounts.OfCount(good)} of {Amounts.OfCount(items.Count, one, many)} {(good == 1 ? "is" : "are")} {end}; {rest}.";
    }

    private static IEnumerable<DisplayText> NotesOn(IReadOnlyList<ReportItem> items)
    {
        ReportItem[] left = [.. items.Where(i => i.LeftBehind)];
        if (left.Length > 0)
        {
            string names = string.Join(", ", left.Take(MaxNames).Select(i => i.Tenant.Or(i.Name.ToString())));
            string more = left.Length > MaxNames ? $" and {Amounts.OfCount(left.Length - MaxNames)} more" : "";
            yield return DisplayText.Own($"Left behind, to be removed by hand: {names}{more}. Get-ObRestoreDrill -Leftover finds and offers them.");
        }
    }
}
