using System.Globalization;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Cleanup;
using Obshell.Recovery.Drills.History;
using Obshell.Recovery.Drills.Planning;
using Obshell.Recovery.Files;

namespace Obshell.Recovery.Drills.Cleanup;

/// <summary>
/// Whether a line in a journal may say that a tenant is a drill's own. A tenant is dropped because of such a line, so the line must
/// be in a file that only the user can write, name the tenant as the drill would have named it, and fit the DAG that made the tenant.
/// </summary>
internal static class DrillClaim
{
    /// <summary>The agent makes the DAG once the line is written; its clock is read before.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(5);

    /// <summary>Agents may be slow, and the start may be found again after a lost answer.</summary>
    private static readonly TimeSpan After = TimeSpan.FromHours(6);

    /// <summary>Which line says so, for questions: <c>line 3 of '/home/ann/drills.jsonl' (drill started ...)</c></summary>
    public static string Place(DrillEntry entry, DrillJournal journal) =>
        DrillLeftoverTexts.FormatJournalLine(entry.Begun!.Number, TextFault.Quote(journal.Path), Amounts.Of(entry.Begun.At));

    /// <summary>Why it is not believed; null when it is.</summary>
    public static string? Doubt(DrillEntry entry, DrillJournal journal, RestoreOwnership found) =>
        FileTrust.FaultOf(journal.Path) is { } fault ? DrillLeftoverTexts.FormatFileNotTrusted(Place(entry, journal), fault)
        : !IsDrillsName(entry.Begun!) ? DrillLeftoverTexts.FormatNameNotOfDrill(Place(entry, journal))
        : HasMadeNothing(found) ? null
        : Created(found) is not { } created ? DrillLeftoverTexts.FormatCreationUnknown(found.Dag.Id)
        : !IsThen(created, entry.Begun!) ? DrillLeftoverTexts.FormatMadeAtOtherTime(found.Dag.Id, Amounts.Of(created), Place(entry, journal))
        : null;

    private static bool IsDrillsName(DrillLine begun) =>
        begun is { Pattern: { } pattern, NamedAt: { } at, Source: { } source, Tenant: { } tenant, Drill: { } drill }
        && DrillNames.HasMade(new DrillName(tenant, pattern, at, drill), source);

    /// <summary>Ended before its first pool: there is no tenant to lose.</summary>
    private static bool HasMadeNothing(RestoreOwnership found) => found.Dag.IsFinished && found.PoolsMade.Count == 0 && found.Tenant is null;

    private static bool IsThen(DateTimeOffset created, DrillLine begun) => begun.AgentAt is { } asked && created >= asked - Before && created <= asked + After;

    /// <summary>The agent ends the names of pools in the millisecond at which it made the DAG, by its own clock and in no time zone.</summary>
    private static DateTimeOffset? Created(RestoreOwnership found) =>
        found.PoolsMade.Select(p => p.Substring(p.LastIndexOf('_') + 1)).FirstOrDefault() is { Length: > 0 and < 15 } digits
        && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
}
