namespace Obshell.Client.Backups;

/// <summary>
/// What to do when <c>ob_admin</c> failed for a backup. The agent reports only the exit status of <c>ob_admin</c> (PROTOCOL 4.12).
/// </summary>
public static class BackupFault
{
    /// <summary>What to do; null for any other error.</summary>
    public static string? AdviceFor(ObshellApiException fault) => fault.BackupScheme switch
    {
        null => null,
        "file" => BackupTexts.FormatAdviceFile(fault.Agent),
        _ => BackupTexts.FormatAdviceStore(fault.Agent),
    };
}
