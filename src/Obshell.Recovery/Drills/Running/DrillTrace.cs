using Obshell.Client;
using Obshell.Recovery.Drills.History;
using Obshell.Recovery.Drills.Planning;

namespace Obshell.Recovery.Drills.Running;

/// <summary>
/// Writes the lines of one drill into the journal. Another thread may stop the drill at any time. The last line is about the first of these
/// two events: the stop or the end of the drill.
/// </summary>
internal sealed class DrillTrace
{
    private readonly string id;
    private readonly DrillSource source;
    private readonly DrillName name;
    private readonly DrillRun run;
    private readonly object gate = new();
    private string dagId = "";
    private bool hasBegun;
    private bool mayHaveMade;
    private bool isOver;

    public DrillTrace(string id, DrillSource source, DrillName name, DrillRun run)
    {
        this.id = id;
        this.source = source;
        this.name = name;
        this.run = run;
    }

    /// <summary>Writes the line that must be in the journal before the restore is requested.</summary>
    /// <param name="newestDag">The highest DAG id before the restore. The DAG of the restore will have a higher id.</param>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The user has no right to write the journal.</exception>
    public void Begin(long newestDag)
    {
        lock (gate)
        {
            if (isOver)
            {
                return;
            }

            ObConnection connection = run.Client.Connection;
            DrillLine line = Line(DrillLine.Begun);
            line.Run = run.Id;
            line.Machine = DrillProcess.Machine;
            line.Process = DrillProcess.Id;
            line.ProcessStarted = DrillProcess.Started;
            line.Cluster = connection.ClusterName;
            line.ClusterId = connection.ClusterId;
            line.Source = source.Name;
            line.DataBackupUri = source.DataBackupText;
            line.ArchiveLogUri = source.ArchiveLogText;
            line.RequestedPoint = source.Until.ToString();
            line.Tenant = name.Tenant;
            line.Pattern = name.Pattern;
            line.NamedAt = name.At;
            line.AgentAt = run.Client.AgentNow;
            line.NewestDagBefore = newestDag;
            line.IsUnlisted = run.KeepsResults ? null : true;
            run.Journal?.Append(line);
            hasBegun = true;
        }
    }

    /// <summary>Records that the request is being sent. The agent may execute the request, even if the answer is lost.</summary>
    public void Post() => mayHaveMade = true;

    /// <summary>Records that the agent refused the request, so nothing was created.</summary>
    public void Refuse() => mayHaveMade = false;

    /// <summary>Writes the line with the DAG of the restore.</summary>
    public void Start(string dag)
    {
        lock (gate)
        {
            dagId = dag;
            if (!isOver)
            {
                DrillLine line = Line(DrillLine.Started);
                line.Dag = dag;
                run.TryWrite(line);
            }
        }
    }

    /// <returns>What the drill may leave on the cluster, in words; null when it leaves nothing.</returns>
    public string? Interrupt(string reason)
    {
        lock (gate)
        {
            if (isOver)
            {
                return null;
            }

            isOver = true;
            if (hasBegun)
            {
                DrillLine line = Line(DrillLine.Interrupted);
                line.Reason = reason;
                run.TryWrite(line);
            }

            return !mayHaveMade ? null
                : dagId.Length > 0 ? DrillTexts.FormatLeftTenant(name.Tenant, dagId) : DrillTexts.FormatLeftUnknown(name.Tenant);
        }
    }

    public void End(RestoreDrillResult result)
    {
        lock (gate)
        {
            // The drill was already stopped, and the stop wrote the last line. So the result is not written.
            if (isOver)
            {
                return;
            }

            isOver = true;
            if (!run.PlanOnly && !source.IsInputFault && (run.KeepsResults || hasBegun))
            {
                DrillLine line = Line(DrillLine.Ended);
                line.Result = result;
                run.TryWrite(line);
            }
        }
    }

    private DrillLine Line(string kind) => new() { Kind = kind, Drill = id, At = run.Client.Clock.GetUtcNow() };
}
