namespace Obshell.Simulator;

/// <summary>The body of POST and PATCH backup/config (PROTOCOL-BACKUP 2).</summary>
internal sealed record BackupConfigRequest
{
    /// <summary>True for a request for the whole cluster: its URI is the base of both destinations of every tenant.</summary>
    public required bool IsCluster { get; init; }

    /// <summary>Null when absent or empty.</summary>
    public string? DataUri { get; private init; }

    /// <summary>Null when absent or empty.</summary>
    public string? ArchiveUri { get; private init; }

    /// <summary>In upper case. Empty text is read as OPTIONAL.</summary>
    public string? Binding { get; private init; }

    /// <summary>The text from the request. Empty text passes every check.</summary>
    public string? PieceSwitchInterval { get; private init; }

    public long? LogArchiveConcurrency { get; private init; }

    /// <summary>In lower case.</summary>
    public string? ArchiveLagTarget { get; private init; }

    public long? HaLowThreadScore { get; private init; }

    public bool HasDeletePolicy { get; private init; }

    public string DeletePolicy { get; private init; } = "";

    public string RecoveryWindow { get; private init; } = "";

    public static BackupConfigRequest Bind(AgentRequest request, bool isCluster)
    {
        var binder = new JsonBinder(request, isCluster ? "ClusterBackupConfigParam" : "TenantBackupConfigParam");
        var fields = binder.Embedded("BaseBackupConfigParam");
        var policy = fields.Inner("delete_policy", "param.BackupDeletePolicy");
        var both = isCluster ? Given(binder.Text("backup_base_uri")) : null;
        var binding = fields.Text("binding")?.ToUpperInvariant();
        var bound = new BackupConfigRequest
        {
            IsCluster = isCluster,
            DataUri = both ?? (isCluster ? null : Given(binder.Text("data_base_uri"))),
            ArchiveUri = both ?? (isCluster ? null : Given(binder.Text("archive_base_uri"))),
            Binding = binding?.Length == 0 ? "OPTIONAL" : binding,
            PieceSwitchInterval = fields.Text("piece_switch_interval"),
            LogArchiveConcurrency = fields.Integer("log_archive_concurrency", "int"),
            ArchiveLagTarget = Given(fields.Text("archive_lag_target")?.ToLowerInvariant()),
            HaLowThreadScore = fields.Integer("ha_low_thread_score", "int"),
            HasDeletePolicy = policy is not null,
            DeletePolicy = policy?.Text("policy") ?? "",
            RecoveryWindow = policy?.Text("recovery_window") ?? "",
        };
        binder.Check();
        return bound;
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
