using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>One OceanBase server and its free resources for units (PROTOCOL 6.2). A value that the agent does not report is null.</summary>
public sealed class ObServer
{
    /// <summary>Address.</summary>
    public string Ip { get; init; } = "";

    /// <summary>Address and RPC port.</summary>
    public string Server => new AgentAddress { Ip = Ip, Port = SvrPort }.ToString();

    /// <summary>RPC port.</summary>
    public int SvrPort { get; init; }

    /// <summary>SQL port.</summary>
    public int SqlPort { get; init; }

    /// <summary>Port of the agent next to the server.</summary>
    public int ObshellPort { get; init; }

    /// <summary>Zone of the server.</summary>
    public string Zone { get; init; } = "";

    /// <summary>Status in the agent's words: <c>RUNNING</c>, <c>UNAVAILABLE</c>, <c>SERVICE_STOPPED</c> ...</summary>
    public string Status { get; init; } = "";

    /// <summary>Version of OceanBase.</summary>
    public string Version { get; init; } = "";

    /// <summary>Whether the server has the root service.</summary>
    public bool? WithRootserver { get; init; }

    /// <summary>Total number of cores.</summary>
    public double? CpuTotal { get; init; }

    /// <summary>Number of cores that are assigned to units.</summary>
    public double? CpuAssigned { get; init; }

    /// <summary>Number of free cores.</summary>
    public double? CpuFree => CpuTotal - CpuAssigned;

    /// <summary>Total memory in bytes.</summary>
    public long? MemoryTotal { get; init; }

    /// <summary>Memory that is assigned to units, in bytes.</summary>
    public long? MemoryAssigned { get; init; }

    /// <summary>Free memory in bytes.</summary>
    public long? MemoryFree => Difference(MemoryTotal, MemoryAssigned);

    /// <summary>Size of the data disk in bytes.</summary>
    public long? DiskTotal { get; init; }

    /// <summary>Used part of the data disk in bytes.</summary>
    public long? DiskAssigned { get; init; }

    /// <summary>Free part of the data disk in bytes. It does not include the log disk, which the agent does not report.</summary>
    public long? DiskFree => Difference(DiskTotal, DiskAssigned);

    /// <summary>The difference; null when a number is missing, or when the result does not fit into 64 bits.</summary>
    private static long? Difference(long? total, long? assigned)
    {
        long? left = unchecked(total - assigned);
        return ((total ^ assigned) & (total ^ left)) < 0 ? null : left;
    }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Server);
}
