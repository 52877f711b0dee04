namespace Obshell.Simulator;

/// <summary>Why an agent cannot ask its OceanBase although <c>status</c> shows nothing of it (PROTOCOL 4.3, row 3).</summary>
public enum DatabaseFault
{
    /// <summary>It can.</summary>
    None,

    /// <summary><c>Agent.OceanBase.NotHold</c>.</summary>
    NotHold,

    /// <summary><c>OB.Server.Process.CheckFailed</c>.</summary>
    CheckFailed,

    /// <summary><c>MySQL.Error</c>: OceanBase answers, and refuses.</summary>
    Refusal,
}
