namespace Obshell.Simulator;

/// <summary>The body of POST tenant/restore after binding (PROTOCOL 4.1).</summary>
internal sealed record RestoreRequest
{
    public required string DataBackupUri { get; init; }
    public string? ArchiveLogUri { get; init; }
    public required string TenantName { get; init; }

    /// <summary>The local time and UTC offset that the client sent.</summary>
    public DateTimeOffset? Timestamp { get; init; }
    public long? Scn { get; init; }
    public required IReadOnlyList<RestoreZone> ZoneList { get; init; }
    public string? PrimaryZone { get; init; }
    public int? Concurrency { get; init; }
    public int? HighThreadScore { get; init; }
    public IReadOnlyList<string>? Decryption { get; init; }
    public string? KmsEncryptInfo { get; init; }

    public string EffectiveArchiveUri => string.IsNullOrEmpty(ArchiveLogUri) ? DataBackupUri : ArchiveLogUri;

    public string EffectivePrimaryZone =>
        string.IsNullOrEmpty(PrimaryZone) || PrimaryZone.Equals("RANDOM", StringComparison.OrdinalIgnoreCase) ? "RANDOM" : PrimaryZone;

    public bool HasScn => Scn is { } scn && scn != 0;

    /// <summary>The default is 100. The public documentation has another value (trap 6).</summary>
    public int EffectiveScore => HighThreadScore ?? 100;

    /// <summary>The requested point, in nanoseconds since the Unix epoch (UTC); null for the newest point.</summary>
    public long? PointInNanoseconds => HasScn ? Scn : Timestamp is { } t ? (t.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100 : null;

    public static RestoreRequest Bind(AgentRequest request)
    {
        var binder = new JsonBinder(request, "RestoreParam");
        var zones = binder.Array("zone_list", "[]tenant.ZoneParam", (element, path) =>
        {
            var zone = binder.Nested(element, path, "RestoreParam.zone_list");
            var type = zone.Text("replica_type") ?? "";
            return new RestoreZone(
                zone.Text("name") ?? "",
                type.Length == 0 ? "FULL" : type.ToUpperInvariant(),
                zone.Text("unit_config_name") ?? "",
                (int)(zone.Integer("unit_num", "int", int.MaxValue) ?? 0));
        });
        var bound = new RestoreRequest
        {
            DataBackupUri = binder.Text("data_backup_uri") ?? "",
            ArchiveLogUri = binder.Text("archive_log_uri"),
            TenantName = binder.Text("restore_tenant_name") ?? "",
            // The agent reads only the key "timestamp". It does not know the documented key "time_stamp", and ignores that key without an
            // error (trap 1).
            Timestamp = binder.Time("timestamp"),
            Scn = binder.Integer("scn", "int64"),
            ZoneList = zones ?? [],
            PrimaryZone = binder.Text("primary_zone"),
            Concurrency = (int?)binder.Integer("concurrency", "int", int.MaxValue),
            HighThreadScore = (int?)binder.Integer("ha_high_thread_score", "int", int.MaxValue),
            Decryption = binder.Array("decryption", "[]string", (element, path) => binder.ElementText(element, path)),
            KmsEncryptInfo = binder.Text("kms_encrypt_info"),
        };
        binder.Require("RestoreStorageParam.DataBackupUri", "DataBackupUri", bound.DataBackupUri.Length > 0);
        binder.Require("TenantName", "TenantName", bound.TenantName.Length > 0);
        binder.Require("ZoneList", "ZoneList", zones is not null);
        binder.Check();
        return bound;
    }
}
