using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>A resource unit config: the size of one unit of a tenant on one server (PROTOCOL 6.1).</summary>
public sealed class UnitConfig : IOfConnection
{
    /// <summary>Number of the config.</summary>
    public long UnitConfigId { get; init; }

    /// <summary>Name, e.g. <c>s1</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>The cluster that it is in; empty when it was not read from one.</summary>
    public string ClusterName => Connection?.ClusterName ?? "";

    /// <summary>That cluster's id; 0 when it was not read from one.</summary>
    public long ClusterId => Connection?.ClusterId ?? 0;

    /// <summary>Maximum number of cores.</summary>
    public double? MaxCpu { get; init; }

    /// <summary>Cores that are always there.</summary>
    public double? MinCpu { get; init; }

    /// <summary>Memory, bytes.</summary>
    public long? MemorySize { get; init; }

    /// <summary>Log disk, bytes.</summary>
    public long? LogDiskSize { get; init; }

    /// <summary>Data disk, bytes; 0 without shared storage.</summary>
    public long? DataDiskSize { get; init; }

    /// <summary>Maximum of I/O operations a second; 9223372036854775807 means no limit.</summary>
    public ulong? MaxIops { get; init; }

    /// <summary>I/O operations a second that are always there.</summary>
    public ulong? MinIops { get; init; }

    /// <summary>When it was made, in the agent's words of time.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? ModifyTime { get; init; }

    /// <summary>Where it is: the same name may exist in every cluster.</summary>
    internal ObConnection? Connection { get; init; }

    ObConnection? IOfConnection.GetConnection() => Connection;

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Name);
}
