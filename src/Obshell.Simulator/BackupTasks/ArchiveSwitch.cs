namespace Obshell.Simulator;

/// <summary>What PATCH backup/log sends for a tenant: it depends on what the log archive does at that moment (PROTOCOL-BACKUP 6).</summary>
internal static class ArchiveSwitch
{
    /// <summary>Absent or empty stops (trap B7).</summary>
    /// <exception cref="AgentException">The word is none; its message forgets one.</exception>
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

    /// <exception cref="AgentException">It is interrupted (trap B14).</exception>
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
        // One that was never opened stays so, without a word (trap B8).
        if (status is "STOP" or "STOPPING")
            statements.OpenArchive();
    }
}
