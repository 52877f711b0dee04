namespace ObshellPS.Completion;

/// <summary>The states of OceanBase's restore jobs that a list can be narrowed to; any other word is left to OceanBase.</summary>
internal sealed class RestoreStatusCompleter : KnownCompleter
{
    protected override IEnumerable<(string Value, string Means)> Values() =>
    [
        ("SUCCESS", CompletionTexts.JobSuccess), ("FAIL", CompletionTexts.JobFail), ("RUNNING", CompletionTexts.JobRunning),
        ("CREATE_TENANT", CompletionTexts.JobCreateTenant), ("WAIT_TENANT_RESTORE_FINISH", CompletionTexts.JobRestoring),
    ];
}
