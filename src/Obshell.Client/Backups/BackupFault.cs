namespace Obshell.Client.Backups;

/// <summary>What to do when <c>ob_admin</c> failed for a backup: the agent then reports only its exit status (PROTOCOL 4.12).</summary>
public static class BackupFault
{
    /// <summary>What to do; null for any other fault.</summary>
    public static string? AdviceFor(ObshellApiException fault) => fault.BackupScheme switch
    {
        null => null,
        "file" => BackupTexts.FormatAdviceFile(fault.Agent),
        _ => BackupTexts.FormatAdviceStore(fault.Agent),
    };
}
