namespace Obshell.Client;

/// <summary>The tenant's running backup. When none is running, the one that started last, with any result (PROTOCOL-BACKUP 7; B10).</summary>
public sealed class BackupProgress
{
    /// <summary>The tenant.</summary>
    public long TenantId { get; init; }

    /// <summary>The job, as in <see cref="BackupJob.JobId"/>.</summary>
    public long JobId { get; init; }

    /// <summary>OceanBase's word, e.g. <c>BACKUP_DATA_MINOR</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>Nanoseconds since 1970, UTC; 0 until known.</summary>
    public long StartScn { get; init; }

    /// <summary>The first point to which the set can be restored; 0 until it is known.</summary>
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

    /// <summary>OceanBase's error number; 0 for none.</summary>
    public long Result { get; init; }

    /// <summary>OceanBase's reason.</summary>
    public string Comment { get; init; } = "";
}
