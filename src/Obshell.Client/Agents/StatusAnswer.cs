namespace Obshell.Client.Agents;

/// <summary><c>GET /api/v1/status</c>, what <c>info</c> does not tell (PROTOCOL 3).</summary>
internal sealed class StatusAnswer
{
    public int? State { get; init; }

    public int? ObState { get; init; }

    /// <summary>Omitted by the agent when 0.</summary>
    public int SqlPort { get; init; }

    public bool UnderMaintenance { get; init; }
}
