namespace Obshell.Simulator;

/// <summary>One OceanBase server and what it can give to units (the statistics of PROTOCOL 6.2).</summary>
public sealed record Server
{
    /// <summary>Address of the server.</summary>
    public string Ip { get; init; } = "127.0.0.1";

    /// <summary>RPC port.</summary>
    public int ServerPort { get; init; } = 2882;

    /// <summary>SQL port.</summary>
    public int SqlPort { get; init; } = 2881;

    /// <summary>CPU cores in all.</summary>
    public double CpuTotal { get; init; } = 16;

    /// <summary>CPU cores already given to units, in addition to those of the pools that the simulator knows.</summary>
    public double CpuAssigned { get; init; } = 2;

    /// <summary>Memory in all, bytes.</summary>
    public long MemoryTotal { get; init; } = 64L << 30;

    /// <summary>Memory already given to units, bytes, in addition to the pools.</summary>
    public long MemoryAssigned { get; init; } = 4L << 30;

    /// <summary>Data disk in all, bytes.</summary>
    public long DiskTotal { get; init; } = 500L << 30;

    /// <summary>Data disk in use, bytes.</summary>
    public long DiskAssigned { get; init; } = 50L << 30;

    /// <summary>RUNNING, UNAVAILABLE, SERVICE_STOPPED ... (PROTOCOL 6.2). A server counts for <c>unit_num</c> in any status.</summary>
    public string Status { get; init; } = "RUNNING";
}
