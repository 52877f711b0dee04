using System;
using System.Collections.Generic;
using Obshell.Client;
using Obshell.Recovery.Waiting;

namespace Obshell.Recovery.Tests.Waiting;

/// <summary>Notes what a watch tells.</summary>
internal sealed class WatchRecord : IDagWatchObserver
{
    public List<ObDag> Ends { get; } = [];

    public List<string> Changes { get; } = [];

    public List<(string Id, DagDetail? Last)> TimeOuts { get; } = [];

    public List<(string Id, DagDetail? Last, ObshellException Why)> Losses { get; } = [];

    public List<ObshellException> Disturbances { get; } = [];

    public List<RestoreOverview> Jobs { get; } = [];

    public List<(ObDag Ended, DagChange? Change, ObshellException? Refusal)> Resumptions { get; } = [];

    /// <summary>Called at each change, before it is noted.</summary>
    public Action<DagDetail>? OnChange { get; set; }

    /// <summary>Called at each end, before it is noted.</summary>
    public Action<ObDag>? OnEnd { get; set; }

    public void Changed(DagDetail? before, DagDetail now)
    {
        OnChange?.Invoke(now);
        Changes.Add($"{now.State}/{now.Operator}/{now.Stage}");
    }

    public void Progress(DagDetail now, RestoreOverview? job)
    {
        if (job is not null)
        {
            Jobs.Add(job);
        }
    }

    public void Resumed(ObDag ended, DagChange? change, ObshellException? refusal) => Resumptions.Add((ended, change, refusal));

    public void Ended(ObDag dag)
    {
        OnEnd?.Invoke(dag);
        Ends.Add(dag);
    }

    public void TimedOut(string id, DagDetail? last) => TimeOuts.Add((id, last));

    public void Lost(string id, DagDetail? last, ObshellException why) => Losses.Add((id, last, why));

    public void Disturbed(ObshellException why) => Disturbances.Add(why);
}
