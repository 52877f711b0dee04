namespace Obshell.Client.Connection.Channel;

/// <summary>The answer of <c>GET /api/v1/secret</c> (PROTOCOL 2.2).</summary>
internal sealed class AgentSecret
{
    public string PublicKey { get; init => field = value ?? ""; } = "";
}
