namespace Obshell.Recovery.Reports.Facts;

/// <summary>The texts for a sentence about several items of one kind.</summary>
/// <param name="All">The text when all items are good. Argument: the number of items.</param>
/// <param name="None">The text when no item is good. Arguments: the number of items, and how they ended.</param>
/// <param name="One">The text when one item is good. Arguments: the number of all items, and how the others ended.</param>
/// <param name="Some">
/// The text when several items are good. Arguments: the number of good items, the number of all items, and how the others ended.
/// </param>
internal sealed record HeadlineTexts(Func<string, string> All, Func<string, string, string> None, Func<string, string, string> One, Func<string, string, string, string> Some)
{
    private static readonly HeadlineTexts Backups = new(ReportTexts.FormatBackupsAll, ReportTexts.FormatBackupsNone, ReportTexts.FormatBackupsOne, ReportTexts.FormatBackupsSome);

    private static readonly HeadlineTexts Drills = new(ReportTexts.FormatDrillsAll, ReportTexts.FormatDrillsNone, ReportTexts.FormatDrillsOne, ReportTexts.FormatDrillsSome);

    private static readonly HeadlineTexts Tenants = new(ReportTexts.FormatTenantsAll, ReportTexts.FormatTenantsNone, ReportTexts.FormatTenantsOne, ReportTexts.FormatTenantsSome);

    private static readonly HeadlineTexts Restores = new(ReportTexts.FormatRestoresAll, ReportTexts.FormatRestoresNone, ReportTexts.FormatRestoresOne, ReportTexts.FormatRestoresSome);

    private static readonly HeadlineTexts Items = new(ReportTexts.FormatItemsAll, ReportTexts.FormatItemsNone, ReportTexts.FormatItemsOne, ReportTexts.FormatItemsSome);

    public static HeadlineTexts Of(IReadOnlyList<ReportItem> items) =>
        items.All(i => i.Kind is ReportKind.Drill or ReportKind.Unreadable) ? (HasOneDrillOfEach(items) ? Backups : Drills)
        : items.All(i => i.Kind == ReportKind.Recovery) ? Tenants
        : items.All(i => i.Kind == ReportKind.Restore) ? Restores
        : Items;

    /// <summary>Whether each source has one drill. Only then the number of drills is also the number of backups.</summary>
    private static bool HasOneDrillOfEach(IReadOnlyList<ReportItem> items) =>
        items.Where(i => i.Kind == ReportKind.Drill).GroupBy(i => (i.Name.ToString(), i.Cluster.ToString())).All(g => g.Count() == 1);
}
