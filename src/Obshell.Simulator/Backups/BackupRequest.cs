namespace Obshell.Simulator;

/// <summary>The body of POST backup (PROTOCOL-BACKUP 4).</summary>
/// <param name="Mode">The text from the request.</param>
/// <param name="Encryption">The password of the backup set; empty for no password.</param>
/// <param name="PlusArchive">True if the backup set must contain the logs that are needed to restore it.</param>
internal sealed record BackupRequest(string Mode, string Encryption, bool PlusArchive)
{
    public bool IsFull => Mode.ToUpperInvariant() is "" or "FULL";

    /// <exception cref="AgentException">The mode is not valid.</exception>
    public void CheckMode()
    {
        if (Mode.ToUpperInvariant() is not ("" or "FULL" or "INCREMENTAL"))
            throw new AgentException(ErrorCodes.BackupModeInvalid.With(Mode), nullData: true);
    }

    public static BackupRequest Bind(AgentRequest request)
    {
        var binder = new JsonBinder(request, "BackupParam");
        var bound = new BackupRequest(binder.Text("mode") ?? "", binder.Text("encryption") ?? "", binder.Flag("plus_archive") ?? false);
        binder.Check();
        return bound;
    }
}
