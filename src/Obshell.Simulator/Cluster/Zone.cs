namespace Obshell.Simulator;

/// <summary>A zone with its servers.</summary>
public sealed record Zone
{
    /// <summary>Name of the zone.</summary>
    public required string Name { get; init; }

    /// <summary>The region, for rules 12 and 13 of PROTOCOL 4.3.</summary>
    public string Region { get; init; } = "sys_region";

    /// <summary>Data centre name; can be empty.</summary>
    public string Idc { get; init; } = "";

    /// <summary>RUNNING, STOPPED ... (PROTOCOL 6.2).</summary>
    public string Status { get; init; } = "RUNNING";

    /// <summary>Servers of the zone.</summary>
    public IReadOnlyList<Server> Servers { get; init; } = [new Server()];
}
