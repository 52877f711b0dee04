namespace Obshell.Simulator;

/// <summary>Why an agent cannot query its OceanBase although <c>status</c> shows no fault (PROTOCOL 4.3, row 3).</summary>
public enum DatabaseFault
{
    /// <summary>It can query it.</summary>
    None,

    /// <summary><c>Agent.OceanBase.NotHold</c>.</summary>
    NotHold,

    /// <summary><c>OB.Server.Process.CheckFailed</c>.</summary>
    CheckFailed,

    /// <summary><c>MySQL.Error</c>: OceanBase answers with a refusal.</summary>
    Refusal,
}
