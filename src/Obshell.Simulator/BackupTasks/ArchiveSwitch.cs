namespace Obshell.Simulator;

/// <summary>What PATCH backup/log does for a tenant. It depends on the state of the log archive at that moment (PROTOCOL-BACKUP 6).</summary>
internal static class ArchiveSwitch
{
    /// <summary>An absent or empty word stops the log archive (trap B7).</summary>
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
        // One that was never opened stays so, and no error says it (trap B8).
        if (status is "STOP" or "STOPPING")
            statements.OpenArchive();
    }
}
