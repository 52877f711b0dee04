using System.Security;
using Obshell.Client.Restores.Requests;
using Obshell.Client.Secrets;

namespace Obshell.Client;

/// <summary>
/// One tenant restore, with every parameter of <c>POST /api/v1/tenant/restore</c>. The restore point is always an SCN
/// (<see cref="RestorePoint"/>), never a timestamp.
/// </summary>
/// <remarks>
/// To add a field, add a property here, a row in <see cref="Fields"/>, a parameter in RestoreFieldsCmdlet, and a property to the request
/// that a preflight shows. All other code reads the row.
/// </remarks>
public sealed class TenantRestoreRequest
{
    /// <summary>The default in the API documentation. The agent's own default is 100, ten times as many threads (trap 6).</summary>
    public const int DefaultHaHighThreadScore = 10;

    /// <summary>The location of the data backup. Required.</summary>
    public StorageUri? DataBackupUri { get; set; }

    /// <summary>The location of the archived logs. Required when <see cref="Until"/> is set (trap 32); null means the data URI.</summary>
    public StorageUri? ArchiveLogUri { get; set; }

    /// <summary>Name of the tenant to create. Required.</summary>
    public string RestoreTenantName { get; set => field = value ?? ""; } = "";

    /// <summary>The restore point, inclusive; null means the newest point that the backup allows.</summary>
    public RestorePoint? Until { get; set; }

    /// <summary>
    /// The name of the parameter with which the user gave the restore point. Findings about the restore point use this name.
    /// </summary>
    public string PointParameter { get; set; } = "Timestamp";

    /// <summary>
    /// Whether the user gave a restore point. If so, and if <see cref="Until"/> is null, the point could not be read. In this case null
    /// does not mean "the newest point".
    /// </summary>
    public bool HasPoint { get => field || Until is not null; set; }

    /// <summary>Number of threads for high-availability work of high priority, 0 to 100. Always sent.</summary>
    public int HaHighThreadScore { get; set; } = DefaultHaHighThreadScore;

    /// <summary>The zones: at least one, and at least one with a FULL replica.</summary>
    public IReadOnlyList<ZoneParam> ZoneList { get; set; } = [];

    /// <summary>Zones in order of priority, highest first: <c>zone1;zone2,zone3</c>; null, empty or <c>random</c> for no preference.</summary>
    public string? PrimaryZone { get; set; }

    /// <summary>Number of threads of the restore, at least 1; null means the tenant's MAX_CPU.</summary>
    public int? Concurrency { get; set; }

    /// <summary>All passwords of the backup sets.</summary>
    public IReadOnlyList<SecureString> Decryption { get; set; } = [];

    /// <summary>Key management text, already escaped for a double-quoted SQL string; null for none.</summary>
    public SecureString? KmsEncryptInfo { get; set; }

    /// <summary>The table of all fields. Fields are sent, checked and listed in this order.</summary>
    public static IReadOnlyList<RestoreField> Fields { get; } =
    [
        new TypedRestoreField<StorageUri>(
            nameof(DataBackupUri), "data_backup_uri", RestoreFieldKinds.Uri,
            static r => r.DataBackupUri, static (r, uri) => r.DataBackupUri = uri, RestoreRequestChecker.CheckDataBackupUri)
        {
            Question = nameof(DataBackupUri),
        },
        new TypedRestoreField<StorageUri>(
            nameof(ArchiveLogUri), "archive_log_uri", RestoreFieldKinds.Uri,
            static r => r.ArchiveLogUri, static (r, uri) => r.ArchiveLogUri = uri, RestoreRequestChecker.CheckArchiveLogUri)
        {
            Question = nameof(ArchiveLogUri),
        },
        new TypedRestoreField<string>(
            nameof(RestoreTenantName), "restore_tenant_name", RestoreFieldKinds.Text,
            static r => r.RestoreTenantName, static (r, name) => r.RestoreTenantName = name, RestoreRequestChecker.CheckName)
        {
            IsOfDrill = false,
        },

        // The API documentation writes this key as `time_stamp`, but the agent reads `timestamp`. The client sends neither (promise 1).
        new TypedRestoreField<RestorePoint>(
            "Timestamp", "time_stamp", RestoreFieldKinds.Moment,
            static r => r.Until, static (r, point) => r.Until = point, RestoreRequestChecker.NoRule)
        {
            OtherKeys = ["timestamp"], IsSent = false, IsOfDrill = false, Question = RestoreField.PointQuestion,
        },

        // If the user gave both Timestamp and Scn, this is a fault. The preflight reports it and continues with Timestamp.
        new TypedRestoreField<RestorePoint>(
            "Scn", "scn", RestoreFieldKinds.Scn,
            static r => r.Until, static (r, point) => r.Until ??= point, RestoreRequestChecker.CheckPoint)
        {
            IsOfDrill = false, Question = RestoreField.PointQuestion,
        },
        new TypedRestoreField<IReadOnlyList<ZoneParam>>(
            nameof(ZoneList), "zone_list", RestoreFieldKinds.Zones,
            static r => r.ZoneList, static (r, zones) => r.ZoneList = zones, RestoreRequestChecker.CheckZones),
        new TypedRestoreField<string>(
            nameof(PrimaryZone), "primary_zone", RestoreFieldKinds.ZonePriority,
            static r => r.PrimaryZone, static (r, zones) => r.PrimaryZone = zones, RestoreRequestChecker.CheckPrimaryZone)
        {
            Question = nameof(PrimaryZone), Sent = static r => Restores.Requests.PrimaryZone.Normalize(r.PrimaryZone, r.ZoneList, out _),
        },
        new TypedRestoreField<int?>(
            nameof(Concurrency), "concurrency", RestoreFieldKinds.Number,
            static r => r.Concurrency, static (r, threads) => r.Concurrency = threads, RestoreRequestChecker.CheckConcurrency),
        new TypedRestoreField<int?>(
            nameof(HaHighThreadScore), "ha_high_thread_score", RestoreFieldKinds.Number,
            static r => r.HaHighThreadScore, static (r, score) => r.HaHighThreadScore = score!.Value, RestoreRequestChecker.CheckHaHighThreadScore),
        new TypedRestoreField<IReadOnlyList<SecureString>>(
            nameof(Decryption), SecretNames.Decryption, RestoreFieldKinds.Secrets,
            static r => r.Decryption, static (r, secrets) => r.Decryption = secrets, RestoreRequestChecker.CheckDecryption),
        new TypedRestoreField<SecureString>(
            nameof(KmsEncryptInfo), SecretNames.KmsEncryptInfo, RestoreFieldKinds.Secret,
            static r => r.KmsEncryptInfo, static (r, secret) => r.KmsEncryptInfo = secret, RestoreRequestChecker.CheckKmsEncryptInfo),
    ];

    /// <summary>Copies the request for another tenant and another restore point. All other fields are copied.</summary>
    /// <param name="tenant">The tenant to create.</param>
    /// <param name="until">The restore point; null for the newest.</param>
    /// <param name="pointParameter">The name of the parameter with which the user gave the restore point.</param>
    public TenantRestoreRequest CopyFor(string tenant, RestorePoint? until, string pointParameter)
    {
        var copy = (TenantRestoreRequest)MemberwiseClone();
        copy.RestoreTenantName = tenant;
        copy.Until = until;
        copy.PointParameter = pointParameter;
        copy.HasPoint = until is not null;
        return copy;
    }
}
