namespace Obshell.Recovery.Reports.Facts;

/// <summary>Makes the sentence about several items, depending on their kind.</summary>
/// <param name="All">All items are good. Takes their number.</param>
/// <param name="None">No item is good. Takes their number, and how the others ended.</param>
/// <param name="One">One item is good. Takes the number of all items, and how the others ended.</param>
/// <param name="Some">Several items are good. Takes their number, the total, and how the others ended.</param>
internal sealed record HeadlineTexts(Func<string, string> All, Func<string, string, string> None, Func<string, string, string> One, Func<string, string, string, string> Some)
{
    private static readonly HeadlineTexts Backups = new(ReportTexts.FormatBackupsAll, ReportTexts.FormatBackupsNone, ReportTexts.FormatBackupsOne, ReportTexts.FormatBackupsSome);

    private static readonly HeadlineTexts Tenants = new(ReportTexts.FormatTenantsAll, ReportTexts.FormatTenantsNone, ReportTexts.FormatTenantsOne, ReportTexts.FormatTenantsSome);

    private static readonly HeadlineTexts Restores = new(ReportTexts.FormatRestoresAll, ReportTexts.FormatRestoresNone, ReportTexts.FormatRestoresOne, ReportTexts.FormatRestoresSome);

    private static readonly HeadlineTexts Items = new(ReportTexts.FormatItemsAll, ReportTexts.FormatItemsNone, ReportTexts.FormatItemsOne, ReportTexts.FormatItemsSome);

    public static HeadlineTexts Of(IReadOnlyList<ReportItem> items) =>
        items.All(i => i.Kind is ReportKind.Drill or ReportKind.Unreadable) ? Backups
        : items.All(i => i.Kind == ReportKind.Recovery) ? Tenants
        : items.All(i => i.Kind == ReportKind.Restore) ? Restores
        : Items;
}
