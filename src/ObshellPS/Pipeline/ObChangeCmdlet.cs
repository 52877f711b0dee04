using Obshell.Client;

namespace ObshellPS.Pipeline;

/// <summary>A cmdlet that sends changes and leaves an audit record of each.</summary>
public abstract class ObChangeCmdlet : ObCmdlet
{
    /// <summary>A change was answered.</summary>
    private protected void WriteAudit(ObConnection connection, string action, string target, string agent, string traceId, string outcome) =>
        AuditRecord.Write(this, action, target, connection, agent, traceId, outcome);

    /// <summary>A change failed. Only what went out to an agent leaves a record; what was refused here or never left is no change sent.</summary>
    private protected void WriteAudit(ObConnection connection, string action, string target, ObshellException fault) =>
        AuditRecord.Write(this, action, target, connection, fault);
}
