using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>One OceanBase server and what it can still give to units (PROTOCOL 6.2). What the agent does not tell is null.</summary>
public sealed class ObServer
{
    /// <summary>Address.</summary>
    public string Ip { get; init; } = "";

    /// <summary>Address and RPC port.</summary>
    public string Server => Ip + ":" + SvrPort.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>RPC port.</summary>
    public int SvrPort { get; init; }

    /// <summary>SQL port.</summary>
    public int SqlPort { get; init; }

    /// <summary>Port of the agent next to it.</summary>
    public int ObshellPort { get; init; }

    /// <summary>Zone it belongs to.</summary>
    public string Zone { get; init; } = "";

    /// <summary><c>RUNNING</c>, <c>UNAVAILABLE</c>, <c>SERVICE_STOPPED</c> ... in the agent's words.</summary>
    public string Status { get; init; } = "";

    /// <summary>Version of OceanBase.</summary>
    public string Version { get; init; } = "";

    /// <summary>Holds the root service.</summary>
    public bool? WithRootserver { get; init; }

    /// <summary>Cores in all.</summary>
    public double? CpuTotal { get; init; }

    /// <summary>Cores given to units.</summary>
    public double? CpuAssigned { get; init; }

    /// <summary>Cores that are left.</summary>
    public double? CpuFree => CpuTotal - CpuAssigned;

    /// <summary>Bytes of memory in all.</summary>
    public long? MemoryTotal { get; init; }

    /// <summary>Bytes of memory given to units.</summary>
    public long? MemoryAssigned { get; init; }

    /// <summary>Bytes of memory that are left.</summary>
    public long? MemoryFree => Difference(MemoryTotal, MemoryAssigned);

    /// <summary>Bytes of the data disk in all.</summary>
    public long? DiskTotal { get; init; }

    /// <summary>Bytes of the data disk in use.</summary>
    public long? DiskAssigned { get; init; }

    /// <summary>Bytes of the data disk that are left. Says nothing of the log disk, of which the agent does not tell.</summary>
    public long? DiskFree => Difference(DiskTotal, DiskAssigned);

    /// <summary>Null too where the numbers are so absurd that there is no result.</summary>
    private static long? Difference(long? total, long? assigned)
    {
        long? left = unchecked(total - assigned);
        return ((total ^ assigned) & (total ^ left)) < 0 ? null : left;
    }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Server);
}
