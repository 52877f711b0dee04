using Obshell.Client;

namespace Obshell.Recovery.Preflight.Facts;

/// <summary>Decides whether two faults have the same cause, so that the cause is reported once.</summary>
public static class FaultCause
{
    /// <summary>
    /// Returns the same text for faults with the same cause. All faults of an agent that cannot be reached have the same cause.
    /// </summary>
    public static string Of(ObshellException fault) => fault.ErrorId + " " + (fault is ObshellConnectionException lost ? lost.Agent : fault.Message);
}
