namespace Obshell.Recovery.Reports.Facts;

/// <summary>Makes the sentence about several items, depending on their kind.</summary>
/// <param name="All">All items are good. Takes their number.</param>
/// <param name="None">No item is good. Takes their number, and how the others ended.</param>
/// <param name="One">One item is good. Takes the number of all items, and how the others ended.</param>
/// <param name="Some">Several items are good. Takes their number, the total, and how the others ended.</param>
internal sealed record HeadlineTexts(Func<string, string> All, Func<string, string, string> None, Func<string, string, string> One, Func<string, string, string, string> Some)
{
    private static readonly HeadlineTexts Backups = new(
        a => ReportTexts.FormatBackupsAll(a), (a, r) => ReportTexts.FormatBackupsNone(a, r), (a, r) => ReportTexts.FormatBackupsOne(a, r), (g, a, r) => ReportTexts.FormatBackupsSome(g, a, r));

    private static readonly HeadlineTexts Tenants = new(
        a => ReportTexts.FormatTenantsAll(a), (a, r) => ReportTexts.FormatTenantsNone(a, r), (a, r) => ReportTexts.FormatTenantsOne(a, r), (g, a, r) => ReportTexts.FormatTenantsSome(g, a, r));

    private static readonly HeadlineTexts Restores = new(
        a => ReportTexts.FormatRestoresAll(a), (a, r) => ReportTexts.FormatRestoresNone(a, r), (a, r) => ReportTexts.FormatRestoresOne(a, r), (g, a, r) => ReportTexts.FormatRestoresSome(g, a, r));

    private static readonly HeadlineTexts Items = new(
        a => ReportTexts.FormatItemsAll(a), (a, r) => ReportTexts.FormatItemsNone(a, r), (a, r) => ReportTexts.FormatItemsOne(a, r), (g, a, r) => ReportTexts.FormatItemsSome(g, a, r));

    public static HeadlineTexts Of(IReadOnlyList<ReportItem> items) =>
        items.All(i => i.Kind is ReportKind.Drill or ReportKind.Unreadable) ? Backups
        : items.All(i => i.Kind == ReportKind.Recovery) ? Tenants
        : items.All(i => i.Kind == ReportKind.Restore) ? Restores
        : Items;
}
