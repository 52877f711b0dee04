namespace ObshellPS.Binding;

/// <summary>
/// Reads the statuses of restore jobs that users type. OceanBase says FAIL and SUCCESS; users also write FAILED and SUCCEEDED, as for DAGs.
/// </summary>
internal static class RestoreStatusInput
{
    /// <summary>Any running job. It is not a status of OceanBase: a running job has one of many statuses.</summary>
    public const string AnyRunning = "RUNNING";

    private const string Success = "SUCCESS";
    private const string Fail = "FAIL";

    /// <summary>The known statuses (PROTOCOL 4.10). New versions of OceanBase may add statuses.</summary>
    public static readonly string[] Known =
    [
        Success, Fail, AnyRunning, "CREATE_TENANT", "WAIT_TENANT_RESTORE_FINISH", "RESTORE_SUCCESS", "RESTORE_FAIL", "RESTORING", "RESTORE_PRE",
        "RESTORE_CREATE_INIT_LS", "PHYSICAL_RESTORE_WAIT_RESTORE_TO_CONSISTENT_SCN", "RESTORE_WAIT_LS", "POST_CHECK", "UPGRADE",
    ];

    public static string[] Read(IEnumerable<string>? given) => [.. (given ?? []).Select(s => s.Trim().ToUpperInvariant()).Where(s => s.Length > 0).Select(Meant).Distinct()];

    private static string Meant(string text) => text switch
    {
        "SUCCEED" or "SUCCEEDED" or "SUCCESSFUL" or "RESTORED" => Success,
        "FAILED" or "FAILURE" => Fail,
        _ => text,
    };
}
