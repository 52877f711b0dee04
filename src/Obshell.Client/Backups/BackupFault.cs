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
        "file" => BackupTexts.FormatAdviceFile(fault.Agent),
        _ => BackupTexts.FormatAdviceStore(fault.Agent),
    };
}
