using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>A resource unit config: the size of one unit of a tenant on one server (PROTOCOL 6.1).</summary>
public sealed class UnitConfig : IOfConnection
{
    /// <summary>Number of the config.</summary>
    public long UnitConfigId { get; init; }

    /// <summary>Name, e.g. <c>s1</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>The name of the unit config's cluster; empty when the unit config was not read from a cluster.</summary>
    public string ClusterName => Connection?.ClusterName ?? "";

    /// <summary>The id of the unit config's cluster; 0 when the unit config was not read from a cluster.</summary>
    public long ClusterId => Connection?.ClusterId ?? 0;

    /// <summary>Maximum number of cores.</summary>
    public double? MaxCpu { get; init; }

    /// <summary>Number of cores that a unit always has.</summary>
    public double? MinCpu { get; init; }

    /// <summary>Memory, bytes.</summary>
    public long? MemorySize { get; init; }

    /// <summary>Log disk, bytes.</summary>
    public long? LogDiskSize { get; init; }

    /// <summary>Data disk, bytes; 0 without shared storage.</summary>
    public long? DataDiskSize { get; init; }

    /// <summary>Maximum number of I/O operations per second; 9223372036854775807 means no limit.</summary>
    public ulong? MaxIops { get; init; }

    /// <summary>Number of I/O operations per second that a unit always has.</summary>
    public ulong? MinIops { get; init; }

    /// <summary>When the unit config was created, as the agent reports it.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When the unit config was last changed.</summary>
    public DateTimeOffset? ModifyTime { get; init; }

    /// <summary>The connection to the unit config's cluster; the same name may exist in another cluster.</summary>
    internal ObConnection? Connection { get; init; }

    ObConnection? IOfConnection.GetConnection() => Connection;

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Name);
}
