using System.Globalization;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Cleanup;
using Obshell.Recovery.Drills.History;
using Obshell.Recovery.Drills.Planning;
using Obshell.Recovery.Files;

namespace Obshell.Recovery.Drills.Cleanup;

/// <summary>
/// Decides whether a line in a journal proves that a drill created a tenant. With this proof the module drops the tenant, so it must not
/// accept a forged line. A line is accepted only if all this is true: no other user can write the file, the drill would have made this
/// tenant name, and the time of the line fits the DAG that created the tenant.
/// </summary>
internal static class DrillClaim
{
    /// <summary>
    /// The DAG can be at most this much older than the line. Normally the DAG is younger: the drill reads the agent's clock and writes the
    /// line, then the agent creates the DAG.
    /// </summary>
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(5);

    /// <summary>The DAG can be at most this much younger than the line: an agent may be slow.</summary>
    private static readonly TimeSpan After = TimeSpan.FromHours(6);

    /// <summary>The position of the line, as a text for the user: <c>line 3 of '/home/ann/drills.jsonl' (drill started ...)</c></summary>
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

    /// <summary>Whether the DAG ended before it created a resource pool. If so, no tenant can be dropped by mistake.</summary>
    private static bool HasMadeNothing(RestoreOwnership found) => found.Dag.IsFinished && found.PoolsMade.Count == 0 && found.Tenant is null;

    private static bool IsThen(DateTimeOffset created, DrillLine begun) => begun.AgentAt is { } asked && created >= asked - Before && created <= asked + After;

    /// <summary>
    /// When the agent created the DAG, by the agent's clock. The names of its resource pools end with this time, as Unix milliseconds.
    /// </summary>
    private static DateTimeOffset? Created(RestoreOwnership found) =>
        found.PoolsMade.Select(p => p.Substring(p.LastIndexOf('_') + 1)).FirstOrDefault() is { Length: > 0 and < 15 } digits
        && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
}
