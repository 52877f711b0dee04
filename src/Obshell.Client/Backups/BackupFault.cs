namespace Obshell.Client.Backups;

/// <summary>
/// What to do when <c>ob_admin</c> failed at a backup: the agent then answers with its exit status and nothing else
/// (PROTOCOL 4.12).
/// </summary>
public static class BackupFault
{
    /// <summary>What to do; null where the fault is another one.</summary>
    public static string? AdviceFor(ObshellApiException fault) => fault.BackupScheme switch
    {
        null => null,
        "file" => $"A file:// path is read on the agent's own host: check that the path exists there and that the account of obshell on {fault.Agent} can read it (a shared mount), or connect to an agent on a host that can.",
        _ => $"Check bucket, key, host and access keys of the URI, and that the host of {fault.Agent} reaches the store.",
    };
}
