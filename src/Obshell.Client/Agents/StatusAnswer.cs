namespace Obshell.Client.Agents;

/// <summary><c>GET /api/v1/status</c>: the members that <c>info</c> does not have (PROTOCOL 3).</summary>
internal sealed class StatusAnswer
{
    public int? State { get; init; }

    public int? ObState { get; init; }

    /// <summary>The agent omits it when it is 0.</summary>
    public int SqlPort { get; init; }

    public bool UnderMaintenance { get; init; }
}
