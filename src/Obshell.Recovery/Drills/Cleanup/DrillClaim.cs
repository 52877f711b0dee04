using System.Globalization;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Cleanup;
using Obshell.Recovery.Drills.History;
using Obshell.Recovery.Drills.Planning;
using Obshell.Recovery.Files;

namespace Obshell.Recovery.Drills.Cleanup;

/// <summary>
/// Whether a line in a journal may say that a tenant is a drill's own. By such a line a tenant is dropped, so it must stand in a
/// file that only the user can write, name a tenant as the drill would have named it, and fit the DAG that made the tenant.
/// </summary>
internal static class DrillClaim
{
    /// <summary>The agent makes the DAG once the line is written; its clock is read before.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(5);

    /// <summary>Agents may be slow, and the start may be found again after a lost answer.</summary>
    private static readonly TimeSpan After = TimeSpan.FromHours(6);

    /// <summary>Where it is said and when, for questions: <c>line 3 of /home/ann/drills.jsonl says so, of a drill of ...</c></summary>
    public static string Place(DrillEntry entry, DrillJournal journal) =>
        string.Format(
            CultureInfo.InvariantCulture, "line {0} of '{1}', of a drill that began {2}", entry.Begun!.Number, TextFault.Quote(journal.Path), Amounts.Of(entry.Begun.At));

    /// <summary>Why it is not believed; null when it is.</summary>
    public static string? Doubt(DrillEntry entry, DrillJournal journal, RestoreOwnership found) =>
        FileTrust.FaultOf(journal.Path) is { } fault ? $"only {Place(entry, journal)}, says so, and that file is not yours alone: {fault}."
        : !IsDrillsName(entry.Begun!) ? $"no drill would have named it so; only {Place(entry, journal)}, says that one did."
        : HasMadeNothing(found) ? null
        : Created(found) is not { } created ? $"nothing shows yet when DAG {found.Dag.Id} was made: look again when its second step is over."
        : !IsThen(created, entry.Begun!) ? $"DAG {found.Dag.Id} was made {Amounts.Of(created)} by its resource pools, and not in the drill of {Place(entry, journal)}."
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
