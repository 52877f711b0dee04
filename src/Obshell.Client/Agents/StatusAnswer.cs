namespace Obshell.Client.Agents;

/// <summary>The answer of <c>GET /api/v1/status</c>: the members that the client uses (PROTOCOL 3).</summary>
internal sealed class StatusAnswer
{
    public int? State { get; init; }

    public int? ObState { get; init; }

    /// <summary>When the port is 0, the agent omits this member.</summary>
    public int? SqlPort { get; init; }

    public bool? UnderMaintenance { get; init; }
}
