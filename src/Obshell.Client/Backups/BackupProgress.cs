namespace Obshell.Client;

/// <summary>The backup of a tenant that runs, or else the one that started last, no matter how it ended (PROTOCOL-BACKUP 7; B10).</summary>
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

    /// <summary>The first point that the set can be restored to; 0 until known.</summary>
    public long EndScn { get; init; }

    /// <summary><c>NONE</c>, or how it is encrypted.</summary>
    public string EncryptionMode { get; init; } = "";

    /// <summary>Bytes read so far.</summary>
    public long InputBytes { get; init; }

    /// <summary>Bytes written so far.</summary>
    public long OutputBytes { get; init; }

    /// <summary>Macro blocks in all.</summary>
    public long MacroBlocks { get; init; }

    /// <summary>Macro blocks that are backed up.</summary>
    public long FinishedMacroBlocks { get; init; }

    /// <summary>OceanBase's error number; 0 for none.</summary>
    public long Result { get; init; }

    /// <summary>OceanBase's reason.</summary>
    public string Comment { get; init; } = "";
}
