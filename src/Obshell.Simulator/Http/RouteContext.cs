namespace Obshell.Simulator;

/// <summary>The data of one request for a handler.</summary>
internal sealed record RouteContext(SimulatedCluster Cluster, SimulatedAgent Agent, AgentRequest Request, IReadOnlyDictionary<string, string> Parameters)
{
    public Database Database => Cluster.Database;

    public TimeSpan HostOffset => Cluster.Options.HostUtcOffset;

    /// <summary>
    /// A time from the database, as the agent shows it: the local time of the database session with the UTC offset of the agent's
    /// host (trap B13).
    /// </summary>
    public DateTimeOffset InSession(DateTimeOffset time) => (time + Cluster.SessionUtcOffset - HostOffset).ToOffset(HostOffset);

    public string SessionTime(DateTimeOffset? time) => GoTime.Micro(time is { } t ? InSession(t) : null, HostOffset);

    public DagJson DagJson => new(HostOffset, Cluster.SessionUtcOffset - HostOffset, Agent.Legacy != LegacyMode.Before431);

    public string Parameter(string name) => Parameters[name];

    /// <summary>The identity check of most cluster routes (rule 1 of PROTOCOL 4.3).</summary>
    public void RequireClusterAgent() => RequireIdentity("CLUSTER AGENT");

    public void RequireIdentity(string identity)
    {
        if (Agent.Identity != identity)
            throw new AgentException(ErrorCodes.IdentityNotSupported.With(Agent.Address, Agent.Identity, identity));
    }

    /// <summary>Rule 3: the agent must be able to query its OceanBase server.</summary>
    public void RequireOceanBase()
    {
        if (ObFault() is { } error)
            throw new AgentException(error);
    }

    /// <summary>The error if the agent cannot query its OceanBase server; otherwise null.</summary>
    public AgentError? ObFault() => Agent switch
    {
        { Identity: not "CLUSTER AGENT" } => ErrorCodes.NotHold.With(),
        { DatabaseFault: DatabaseFault.NotHold } => ErrorCodes.NotHold.With(),
        { DatabaseFault: DatabaseFault.CheckFailed } => ErrorCodes.ObserverCheckFailed.With("exit status 1"),
        { DatabaseFault: DatabaseFault.Refusal } => ErrorCodes.MySql.With("Error 1045 (42000): Access denied for user 'root'@'xxx.xxx.xxx.xxx' (using password: YES)"),
        { ObState: 0 } => ErrorCodes.ObserverNotExist.With(),
        { ObState: < 3 } => ErrorCodes.Useless.With(),
        _ => null,
    };

    public static void RefuseSys(string tenant)
    {
        if (tenant == "sys")
            throw new AgentException(ErrorCodes.SysNotAllowed.With());
    }

    /// <summary>Reads show_details like Go's strconv.ParseBool. A value that ParseBool refuses causes a panic (trap 35).</summary>
    public bool ShowDetails() => Request.Query("show_details") switch
    {
        null or "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => throw new AgentPanicException(),
    };
}
