namespace Obshell.Simulator;

/// <summary>Body of POST backup (PROTOCOL-BACKUP 4).</summary>
/// <param name="Mode">As sent.</param>
/// <param name="Encryption">Password of the set; empty for none.</param>
/// <param name="PlusArchive">Whether the set contains the logs that it needs.</param>
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
