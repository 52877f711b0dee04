namespace Obshell.Simulator;

/// <summary>The effect of PATCH backup/log on a tenant. It depends on the current state of the log archive (PROTOCOL-BACKUP 6).</summary>
internal static class ArchiveSwitch
{
    /// <summary>Reads the status word. If the word is missing or empty, the log archive is stopped (trap B7).</summary>
    /// <exception cref="AgentException">The word is not valid. The agent's message does not list all valid words.</exception>
    public static string Word(AgentRequest request)
    {
        var binder = new JsonBinder(request, "ArchiveLogStatusParam");
        var word = (binder.Text("status") ?? "").ToUpperInvariant();
        binder.Check();
        return word switch
        {
            "" => "STOP",
            "DOING" or "STOP" or "SUSPEND" => word,
            _ => throw new AgentException(ErrorCodes.ArchiveLogStatusInvalid.With(word)),
        };
    }

    /// <exception cref="AgentException">The log archive is interrupted (trap B14).</exception>
    public static void Turn(string word, Tenant tenant, BackupDatabase database, DateTimeOffset now)
    {
        var status = database.Of(tenant).Archive.Status;
        var statements = database.Statements(tenant, now);
        if (word == "SUSPEND")
        {
            statements.DeferArchive();
            return;
        }
        if (status == "INTERRUPTED")
            throw new AgentException(ErrorCodes.Unexpected.With($"tenant {tenant.Name} archive log is interrupted"));
        if (word == "STOP")
        {
            if (status is not ("" or "STOP" or "STOPPING"))
                statements.CloseArchive();
            return;
        }
        if (status is "STOP" or "STOPPING" or "SUSPEND" or "SUSPENDING")
            statements.EnableArchive();
        // If the log archive was never started, the agent does not start it now, and reports no error (trap B8).
        if (status is "STOP" or "STOPPING")
            statements.OpenArchive();
    }
}
