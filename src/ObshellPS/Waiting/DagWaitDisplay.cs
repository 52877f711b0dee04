using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Time;
using Obshell.Recovery;
using Obshell.Recovery.Verdicts;
using Obshell.Recovery.Waiting;
using ObshellPS.Errors;
using ObshellPS.Pipeline;

namespace ObshellPS.Waiting;

/// <summary>
/// Shows the progress of watched DAGs: objects, errors, verbose lines and a progress bar. If the host has no progress bar, it writes an
/// information line for each change, and one line each minute between changes. The task that watches the DAGs calls this class; the
/// pipeline thread writes the output.
/// </summary>
internal sealed class DagWaitDisplay
{
    private const string ResumeAction = "POST task/dag RETRY";

    private readonly ObChangeCmdlet cmdlet;
    private readonly TimeSpan? limit;
    private readonly bool onlyFirst;
    private readonly ProgressBar bar;
    private readonly Action<ObConnection, string, bool> ended;
    private int ends;

    // The key contains the connection, because the same id, such as 11, can exist in each cluster.
    private readonly Dictionary<(ObConnection, string), (AgentDag Dag, RestoreOverview? Job)> shown = [];
    private readonly RestoreProgress progress = new(Clock.OfThisMachine);
    private string? lastDisturbance;

    public DagWaitDisplay(ObChangeCmdlet cmdlet, TimeSpan? limit, bool onlyFirst, Action<ObConnection, string, bool> ended)
    {
        this.cmdlet = cmdlet;
        this.limit = limit;
        this.onlyFirst = onlyFirst;
        this.ended = ended;
        bar = new ProgressBar(cmdlet, WaitTexts.Activity);
    }

    /// <summary>The observer for the DAGs of one connection.</summary>
    public IDagWatchObserver For(ObConnection connection) => new Observer(this, connection);

    /// <summary>Removes the progress bar.</summary>
    public void Close() => bar.Close();

    private void Draw()
    {
        if (shown.Count == 0)
        {
            Close();
            return;
        }

        bar.Draw(() => shown.Count == 1 ? OfOne() : OfMany());
    }

    private ProgressRecord OfOne()
    {
        (AgentDag dag, RestoreOverview? job) = shown.Values.First();
        // PowerShell 7 shows only the status in the bar, and cuts it to the width of the screen. So the status contains everything, and
        // begins with the parts that change.
        var record = new ProgressRecord(0, DagFaults.Name(dag), Words(dag, job) is { Length: > 0 } words ? Listing.Clauses(char.ToUpperInvariant(words[0]) + words.Substring(1), Status(dag)) : Status(dag));
        double done = dag.IsFinished ? 1 : dag.MaxStage > 0 ? Math.Max(0, dag.Stage - 1) / (double)dag.MaxStage : 0;
        if (job is not null && dag is { IsFinished: false, MaxStage: > 0 })
        {
            done += RestoreProgress.Part(job) / dag.MaxStage;
        }

        record.PercentComplete = (int)Math.Max(0, Math.Min(100, done * 100));
        return record;
    }

    /// <summary>Writes the text of the bar as a log line.</summary>
    private void Say(AgentDag dag, RestoreOverview? job, string? instead = null) =>
        bar.Say(WaitTexts.FormatLine(DagFaults.Name(dag), instead ?? Listing.Clauses(Status(dag), Words(dag, job))));

    private string Words(AgentDag dag, RestoreOverview? job) => dag.IsFinished ? "" : progress.Words(job);

    /// <summary>The stage and the state. In a DAG without details, only the stages of a restore have known names.</summary>
    private static string Status(AgentDag dag) => dag.StageName.Length > 0
        ? WaitTexts.FormatStageNamed(dag.Stage, dag.MaxStage, dag.StageName, dag.State)
        : WaitTexts.FormatStage(dag.Stage, dag.MaxStage, dag.State);

    private ProgressRecord OfMany() => new(
        0, WaitTexts.FormatWaitingForMany(shown.Count),
        Listing.Of(shown.Values.GroupBy(s => s.Dag.StageName).OrderBy(g => g.First().Dag.Stage).Select(g => WaitTexts.FormatCountAtStage(g.Count(), g.Key))));

    private sealed class Observer : IDagWatchObserver
    {
        private readonly DagWaitDisplay display;
        private readonly ObConnection connection;
        private readonly Heartbeats signs;

        public Observer(DagWaitDisplay display, ObConnection connection)
        {
            this.display = display;
            this.connection = connection;
            signs = new Heartbeats(new ObshellClient(connection).Clock);
        }

        public void Changed(AgentDag? before, AgentDag now) => display.cmdlet.Post(() =>
        {
            display.lastDisturbance = null;
            display.cmdlet.WriteVerbose(WaitTexts.FormatChanged(DagFaults.Name(now), now.State, now.Operator, DagWords.Step(now)));
            display.shown[(connection, now.Id)] = (now, null);
            display.Draw();
            SaySign(now, null);
        });

        public void Progress(AgentDag now, RestoreOverview? job) => display.cmdlet.Post(() =>
        {
            RestoreOverview? known = job
                ?? (display.shown.TryGetValue((connection, now.Id), out (AgentDag Dag, RestoreOverview? Job) last) ? last.Job : null);
            if (job is not null)
            {
                display.progress.Note(job);
            }

            display.shown[(connection, now.Id)] = (now, known);
            display.Draw();
            if (signs.IsDue(now.Id))
            {
                SaySign(now, known);
            }
        });

        public void Resumed(DagDetail ended, DagChange? change, ObshellException? refusal) => display.cmdlet.Post(() =>
        {
            string name = DagFaults.Name(ended);
            if (refusal is not null)
            {
                display.cmdlet.Record(connection, ResumeAction, name, refusal);
                return;
            }

            display.cmdlet.Record(connection, ResumeAction, name, change!.Agent, change.TraceId, change.Outcome);
            display.cmdlet.WriteWarning(
                ended.IsBackup ? WaitTexts.FormatResumedBackup(name)
                : ended.Restore is { IsRunning: false } ? WaitTexts.FormatResumedSucceeded(name)
                : WaitTexts.FormatResumedRunning(name));
        });

        public void Ended(DagDetail dag)
        {
            // With -Any, show only one DAG. But one read, or reads on several connections, can find several DAGs that have ended.
            if (Interlocked.Increment(ref display.ends) > 1 && display.onlyFirst)
            {
                return;
            }

            display.ended(connection, dag.Id, true);
            display.cmdlet.Post(() =>
            {
                Hide(dag.Id);
                display.cmdlet.WriteVerbose(WaitTexts.FormatEnded(DagFaults.Name(dag), dag.State, dag.Operator, dag.Verdict.ToString()));

                // Write the error first, so that with -ErrorAction Stop a failed DAG does not reach the next cmdlet.
                if (DagFaults.Of(dag) is { } fault)
                {
                    display.cmdlet.WriteError(ErrorRecords.From(fault));
                }

                display.cmdlet.WriteObject(dag);
            });
        }

        public void TimedOut(string id, AgentDag? last) => display.cmdlet.Post(() =>
        {
            Hide(id);
            display.cmdlet.WriteError(ErrorRecords.From(DagFaults.TimedOut(id, last, display.limit ?? TimeSpan.Zero)));
        });

        public void Lost(string id, AgentDag? last, ObshellException why)
        {
            display.ended(connection, id, false);
            display.cmdlet.Post(() =>
            {
                Hide(id);
                display.cmdlet.WriteError(ErrorRecords.From(DagFaults.Lost(id, last, why)));
            });
        }

        public void Stalled(AgentDag now, AgentAddress agent) => display.cmdlet.Post(() => display.cmdlet.WriteWarning(DagStall.Words(now, agent)));

        public void Disturbed(ObshellException why) => display.cmdlet.Post(() =>
        {
            if (why.Message != display.lastDisturbance)
            {
                display.lastDisturbance = why.Message;
                display.cmdlet.WriteVerbose(WaitTexts.FormatNoAnswer(why.ErrorId, why.Message));
            }

            foreach ((AgentDag dag, _) in display.shown.Where(s => s.Key.Item1 == connection && signs.IsDue(s.Key.Item2)).Select(s => s.Value).ToArray())
            {
                SaySign(dag, null, WaitTexts.FormatNoAnswerNow(why.ErrorId));
            }
        });

        private void SaySign(AgentDag dag, RestoreOverview? job, string? instead = null)
        {
            if (!display.bar.Draws)
            {
                signs.Note(dag.Id);
                display.Say(dag, job, instead);
            }
        }

        private void Hide(string id)
        {
            display.shown.Remove((connection, id));
            display.Draw();
        }
    }
}
