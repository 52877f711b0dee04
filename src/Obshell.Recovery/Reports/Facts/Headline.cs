using Obshell.Client.Display;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>The verdict on all items.</summary>
/// <param name="Outcome">The worst outcome of all items.</param>
/// <param name="Sentence">The verdict as one sentence, for a person who reads only this.</param>
/// <param name="Notes">Facts that the reader must not miss, one sentence for each.</param>
internal sealed record Headline(Outcome Outcome, DisplayText Sentence, IReadOnlyList<DisplayText> Notes)
{
    private const int MaxNames = 8;

    public static Headline Of(IReadOnlyList<ReportItem> items) =>
        new(items.Max(i => i.Outcome), items.Count == 1 ? items[0].Sentence : DisplayText.Own(Sum(items)), [.. NotesOn(items)]);

    private static string Sum(IReadOnlyList<ReportItem> items)
    {
        HeadlineTexts texts = HeadlineTexts.Of(items);
        string all = Amounts.OfCount(items.Count);
        int good = items.Count(i => i.Outcome == Outcome.Good);
        if (good == items.Count)
        {
            return texts.All(all);
        }

        string rest = Listing.Of(items.Where(i => i.Outcome != Outcome.Good).GroupBy(i => i.Ending).Select(g => g.Key.Counted(g.Count())));
        return good switch
        {
            0 => texts.None(all, rest),
            1 => texts.One(all, rest),
            _ => texts.Some(Amounts.OfCount(good), all, rest),
        };
    }

    private static IEnumerable<DisplayText> NotesOn(IReadOnlyList<ReportItem> items)
    {
        ReportItem[] left = [.. items.Where(i => i.LeftBehind)];
        if (left.Length > 0)
        {
            string names = Listing.Of(left.Take(MaxNames).Select(i => i.Tenant.Or(i.Name.ToString()).ToString()));
            yield return DisplayText.Own(left.Length > MaxNames
                ? ReportTexts.FormatLeftBehindMore(Amounts.OfCount(left.Length - MaxNames), names)
                : ReportTexts.FormatLeftBehind(names));
        }
    }
}
