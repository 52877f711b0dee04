using System;
using System.Collections.Generic;
using Obshell.Client;
using Obshell.Recovery.Waiting;

namespace Obshell.Recovery.Tests.Waiting;

/// <summary>Records what a watch reports.</summary>
internal sealed class WatchRecord : IDagWatchObserver
{
    public List<DagDetail> Ends { get; } = [];

    public List<string> Changes { get; } = [];

    public List<(string Id, AgentDag? Last)> TimeOuts { get; } = [];

    public List<(string Id, AgentDag? Last, ObshellException Why)> Losses { get; } = [];

    public List<ObshellException> Disturbances { get; } = [];

    public List<AgentAddress> Stalls { get; } = [];

    public List<RestoreOverview> Jobs { get; } = [];

    public List<(DagDetail Ended, DagChange? Change, ObshellException? Refusal)> Resumptions { get; } = [];

    /// <summary>Called at each change, before the change is recorded.</summary>
    public Action<AgentDag>? OnChange { get; set; }

    /// <summary>Called at each end, before the end is recorded.</summary>
    public Action<DagDetail>? OnEnd { get; set; }

    public void Changed(AgentDag? before, AgentDag now)
    {
        OnChange?.Invoke(now);
        Changes.Add($"{now.State}/{now.Operator}/{now.Stage}");
    }

    public void Progress(AgentDag now, RestoreOverview? job)
    {
        if (job is not null)
        {
            Jobs.Add(job);
        }
    }

    public void Resumed(DagDetail ended, DagChange? change, ObshellException? refusal) => Resumptions.Add((ended, change, refusal));

    public void Ended(DagDetail dag)
    {
        OnEnd?.Invoke(dag);
        Ends.Add(dag);
    }

    public void TimedOut(string id, AgentDag? last) => TimeOuts.Add((id, last));

    public void Lost(string id, AgentDag? last, ObshellException why) => Losses.Add((id, last, why));

    public void Stalled(AgentDag now, AgentAddress agent) => Stalls.Add(agent);

    public void Disturbed(ObshellException why) => Disturbances.Add(why);
}
