using System.Linq;

namespace Obshell.Client.Drills;

/// <summary>Why a drill did not pass: verdict, id, words, and what to do.</summary>
internal sealed record DrillReason(DrillVerdict Verdict, string Id, string Text, string Advice)
{
    public static DrillReason Passed { get; } = new(DrillVerdict.Passed, "", "", "");

    /// <summary>What the bad end of a drill's restore says of the backup.</summary>
    public static DrillReason OfEnd(DagDetail dag)
    {
        string what = $"DAG {dag.Id}";
        string step = $"stage {dag.Stage} of {dag.MaxStage}{(dag.StageName.Length > 0 ? $" ({dag.StageName})" : "")}";
        string id = dag.Verdict.ToString();
        switch (dag.Verdict)
        {
            case DagVerdict.RestoreJobFailed:
                return new(DrillVerdict.Failed, id, $"OceanBase's restore job failed.{Comment(dag)}{LastError(dag)}", "This backup does not restore as it is. Look for a damaged or missing backup set or log piece, take a new backup, and drill it.");

            case DagVerdict.RestoreCreateTimeout:
                return new(DrillVerdict.Failed, id, "Creating the tenant took longer than the agent's limit of 600 s.", "Look whether the servers had room and OceanBase's root service was well, and drill again.");

            case DagVerdict.RestoreOutlivedAgentWait:
                return new(DrillVerdict.Failed, id, $"{what} keeps ending at {step} although OceanBase's job is not over.{LastError(dag)}", "The agent's log says why it stops watching.");

            case DagVerdict.RestoreUnconfirmed:
                return new(DrillVerdict.NotVerified, id, $"{what} ended, but whether the tenant is restored could not be confirmed.", "Drill again when the agents answer.");

            case DagVerdict.DagPassed:
                return new(DrillVerdict.NotVerified, id, $"Somebody had {what} marked as done (PASS) without its being done.", "Drill again, and let nobody touch the DAG.");

            case DagVerdict.DagCancelled or DagVerdict.DagRolledBack or DagVerdict.DagRollbackFailed:
                return new(DrillVerdict.Interrupted, id, $"Somebody else stopped {what} at {step}.", "Find out who (the agent's log names the request), and drill again.");

            default:
                return new(DrillVerdict.Failed, id, $"{what} failed at {step}.{LastError(dag)}", "The log of the DAG, kept in the result, says why.");
        }
    }

    private static string Comment(DagDetail dag) => dag.Restore is { Comment.Length: > 0 } job ? " OceanBase says: " + job.Comment.TrimEnd('.', ' ') + "." : "";

    /// <summary>The agent's own reason.</summary>
    private static string LastError(DagDetail dag)
    {
        string? line = dag.LogLines().LastOrDefault(l => l.StartsWith("ERROR:", System.StringComparison.Ordinal));
        return line is null ? "" : " Its log says: " + line.Substring("ERROR:".Length).Trim();
    }
}
