using Obshell.Client;
using Obshell.Recovery.Cleanup;
using ObshellPS.Pipeline;

namespace ObshellPS.Drills;

/// <summary>Writes an audit record for each change that a drill, a recovery or the removal of a leftover sends.</summary>
internal sealed class AuditObserver : ICleanupObserver
{
    private readonly ObChangeCmdlet cmdlet;
    private readonly ObConnection connection;

    public AuditObserver(ObChangeCmdlet cmdlet, ObConnection connection)
    {
        this.cmdlet = cmdlet;
        this.connection = connection;
    }

    public void Sent(string action, string target, string agent, string traceId, string outcome) =>
        cmdlet.Post(() => cmdlet.Record(connection, action, target, agent, traceId, outcome));

    public void Refused(string action, string target, ObshellException fault) =>
        cmdlet.Post(() => cmdlet.Record(connection, action, target, fault));

    public void Warned(string text) => cmdlet.Post(() => cmdlet.WriteWarning(text));
}
