using System.Collections.Generic;
using System.Security;

namespace Obshell.Client;

/// <summary>
/// One tenant restore, with every parameter of <c>POST /api/v1/tenant/restore</c>. There is no timestamp here: a moment is
/// given as the SCN it is (<see cref="RestorePoint"/>).
/// </summary>
public sealed class TenantRestoreRequest
{
    /// <summary>The documentation's default. The agent's own is 100, ten times the threads (trap 6).</summary>
    public const int DefaultHaHighThreadScore = 10;

    /// <summary>Where the data backup is. Required.</summary>
    public StorageUri? DataBackupUri { get; set; }

    /// <summary>Where the archived logs are. Required when <see cref="Until"/> is set (trap 32); null means the data URI.</summary>
    public StorageUri? ArchiveLogUri { get; set; }

    /// <summary>Name of the tenant to create. Required.</summary>
    public string RestoreTenantName { get; set => field = value ?? ""; } = "";

    /// <summary>The point to restore to, inclusive; null means the newest that the backup allows.</summary>
    public RestorePoint? Until { get; set; }

    /// <summary>The name under which the user gave the point, so that a finding about it names that.</summary>
    internal string PointParameter { get; init; } = "Timestamp";

    /// <summary>A point was given. Without <see cref="Until"/> it is one that cannot be read, and not "the newest".</summary>
    internal bool HasPoint { get => field || Until is not null; init; }

    /// <summary>Threads for high-priority high-availability work, 0 to 100. Always sent.</summary>
    public int HaHighThreadScore { get; set; } = DefaultHaHighThreadScore;

    /// <summary>The zones. At least one, at least one of them FULL.</summary>
    public IReadOnlyList<ZoneParam> ZoneList { get; set; } = [];

    /// <summary>Zones by falling priority: <c>zone1;zone2,zone3</c>; null, empty or <c>random</c> for no preference.</summary>
    public string? PrimaryZone { get; set; }

    /// <summary>Threads of the restore, at least 1; null means the tenant's MAX_CPU.</summary>
    public int? Concurrency { get; set; }

    /// <summary>All passwords of the backup sets.</summary>
    public IReadOnlyList<SecureString> Decryption { get; set; } = [];

    /// <summary>Key management text, already escaped for a double-quoted SQL string; null for none.</summary>
    public SecureString? KmsEncryptInfo { get; set; }
}
