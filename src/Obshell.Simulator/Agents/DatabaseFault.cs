namespace Obshell.Simulator;

/// <summary>
/// The reason why an agent cannot query its OceanBase server, although <c>status</c> shows no fault (PROTOCOL 4.3, row 3).
/// </summary>
public enum DatabaseFault
{
    /// <summary>The agent can query the server.</summary>
    None,

    /// <summary><c>Agent.OceanBase.NotHold</c>.</summary>
    NotHold,

    /// <summary><c>OB.Server.Process.CheckFailed</c>.</summary>
    CheckFailed,

    /// <summary><c>MySQL.Error</c>: OceanBase refuses the query.</summary>
    Refusal,
}
