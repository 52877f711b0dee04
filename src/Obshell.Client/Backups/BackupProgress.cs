namespace Obshell.Client;

/// <summary>
/// The tenant's running backup. When no backup is running, this is the backup that started last, with any result (PROTOCOL-BACKUP 7; B10).
/// </summary>
public sealed class BackupProgress
{
    /// <summary>Number of the tenant.</summary>
    public long TenantId { get; init; }

    /// <summary>Number of the job, as in <see cref="BackupJob.JobId"/>.</summary>
    public long JobId { get; init; }

    /// <summary>OceanBase's status, e.g. <c>BACKUP_DATA_MINOR</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>The start of the backup as SCN: nanoseconds since 1970, UTC; 0 until it is known.</summary>
    public long StartScn { get; init; }

    /// <summary>The first point to which the backup set can be restored, as SCN; 0 until it is known.</summary>
    public long EndScn { get; init; }

    /// <summary><c>NONE</c>, or the kind of encryption.</summary>
    public string EncryptionMode { get; init; } = "";

    /// <summary>Bytes read so far.</summary>
    public long InputBytes { get; init; }

    /// <summary>Bytes written so far.</summary>
    public long OutputBytes { get; init; }

    /// <summary>Number of all macro blocks.</summary>
    public long MacroBlocks { get; init; }

    /// <summary>Number of finished macro blocks.</summary>
    public long FinishedMacroBlocks { get; init; }

    /// <summary>OceanBase's error number; 0 when there is no error.</summary>
    public long Result { get; init; }

    /// <summary>OceanBase's comment on the backup, for example why it failed.</summary>
    public string Comment { get; init; } = "";
}
