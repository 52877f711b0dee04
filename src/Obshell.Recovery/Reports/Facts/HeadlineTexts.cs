namespace Obshell.Recovery.Reports.Facts;

/// <summary>The sentence about several items, by what they are.</summary>
/// <param name="All">All are good: of how many.</param>
/// <param name="None">None is: of how many, and how the others ended.</param>
/// <param name="One">One is.</param>
/// <param name="Some">Several are: how many, of how many, and how the others ended.</param>
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
