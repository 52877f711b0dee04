namespace Obshell.Client.Connection.Channel;

/// <summary>The members of the answer of <c>GET /api/v1/ob/info</c> that identify the cluster (PROTOCOL 6.2).</summary>
internal sealed class ClusterInfo
{
    public Identity? ObclusterInfo { get; init; }

    internal sealed class Identity
    {
        public long Id { get; init; }

        public string? Name { get; init; }

        public string? Version { get; init; }
    }
}
