using System.Globalization;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Cleanup;
using Obshell.Recovery.Drills.History;
using Obshell.Recovery.Drills.Planning;
using Obshell.Recovery.Files;

namespace Obshell.Recovery.Drills.Cleanup;

/// <summary>
/// Whether a line in a journal proves that a drill created a tenant. Because of such a line the tenant is dropped. So the line must be in a
/// file that only the user can write, name the tenant as the drill would have named it, and fit the DAG that created the tenant.
/// </summary>
internal static class DrillClaim
{
    /// <summary>The agent creates the DAG after the line is written. The agent's clock is read before.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(5);

    /// <summary>An agent may be slow, and after a lost answer the DAG may be found later.</summary>
    private static readonly TimeSpan After = TimeSpan.FromHours(6);

    /// <summary>The place of the line, for questions to the user: <c>line 3 of '/home/ann/drills.jsonl' (drill started ...)</c></summary>
    public static string Place(DrillEntry entry, DrillJournal journal) =>
        DrillLeftoverTexts.FormatJournalLine(entry.Begun!.Number, TextFault.Quote(journal.Path), Amounts.Of(entry.Begun.At));

    /// <summary>Why the line is not accepted as proof; null when it is accepted.</summary>
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

    /// <summary>The DAG ended before it created a resource pool, so there is no tenant to lose.</summary>
    private static bool HasMadeNothing(RestoreOwnership found) => found.Dag.IsFinished && found.PoolsMade.Count == 0 && found.Tenant is null;

    private static bool IsThen(DateTimeOffset created, DrillLine begun) => begun.AgentAt is { } asked && created >= asked - Before && created <= asked + After;

    /// <summary>
    /// The names of resource pools end with the millisecond at which the agent created the DAG. The time is from the agent's clock and has no time zone.
    /// </summary>
    private static DateTimeOffset? Created(RestoreOwnership found) =>
        found.PoolsMade.Select(p => p.Substring(p.LastIndexOf('_') + 1)).FirstOrDefault() is { Length: > 0 and < 15 } digits
        && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
}
