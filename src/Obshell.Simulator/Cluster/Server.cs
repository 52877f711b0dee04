namespace Obshell.Simulator;

/// <summary>One OceanBase server and its resources for units (the statistics of PROTOCOL 6.2).</summary>
public sealed record Server
{
    /// <summary>Address of the server.</summary>
    public string Ip { get; init; } = "127.0.0.1";

    /// <summary>RPC port.</summary>
    public int ServerPort { get; init; } = 2882;

    /// <summary>SQL port.</summary>
    public int SqlPort { get; init; } = 2881;

    /// <summary>The total number of CPU cores.</summary>
    public double CpuTotal { get; init; } = 16;

    /// <summary>CPU cores that are already assigned, in addition to the cores of the simulated resource pools.</summary>
    public double CpuAssigned { get; init; } = 2;

    /// <summary>The total memory in bytes.</summary>
    public long MemoryTotal { get; init; } = 64L << 30;

    /// <summary>Memory in bytes that is already assigned, in addition to the memory of the simulated resource pools.</summary>
    public long MemoryAssigned { get; init; } = 4L << 30;

    /// <summary>The total size of the data disk in bytes.</summary>
    public long DiskTotal { get; init; } = 500L << 30;

    /// <summary>The used size of the data disk in bytes.</summary>
    public long DiskAssigned { get; init; } = 50L << 30;

    /// <summary>
    /// RUNNING, UNAVAILABLE, SERVICE_STOPPED ... (PROTOCOL 6.2). The limit of <c>unit_num</c> counts all servers of the zone, whatever
    /// their status is.
    /// </summary>
    public string Status { get; init; } = "RUNNING";
}
