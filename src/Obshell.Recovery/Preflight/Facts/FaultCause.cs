using Obshell.Client;

namespace Obshell.Recovery.Preflight.Facts;

/// <summary>Whether two faults have the same cause, so that it is reported once.</summary>
public static class FaultCause
{
    /// <summary>Equal for faults of one cause. An agent that cannot be reached is one cause, no matter what was asked.</summary>
    public static string Of(ObshellException fault) => fault.ErrorId + " " + (fault is ObshellConnectionException lost ? lost.Agent : fault.Message);
}
