using Obshell.Client.Connection.Channel;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Secrets;

namespace Obshell.Client.Connection;

/// <summary>The cluster of a connection, and the check that an agent belongs to it.</summary>
internal sealed class ClusterAdmission
{
    private readonly AgentChannel[] channels;
    private readonly Redactor redactor;
    private volatile bool introduced;
    private ClusterInfo.Identity? cluster;

    public ClusterAdmission(AgentChannel[] channels, Redactor redactor)
    {
        this.channels = channels;
        this.redactor = redactor;
    }

    /// <summary>The cluster; null when the agents do not report it.</summary>
    public ClusterInfo.Identity? Cluster => Volatile.Read(ref cluster);

    /// <summary>Stores the cluster that the first agent reported, or null when its answer contains no cluster.</summary>
    public void Learn(Answer introduction) => Volatile.Write(ref cluster, ClusterOf(introduction));

    /// <summary>Accepts the first agent that answered. From now on, the other agents must belong to the same cluster.</summary>
    public void Begin(AgentChannel first)
    {
        first.IsAdmitted = true;
        introduced = true;
    }

    /// <summary>
    /// Before the first request to an agent, checks that the agent belongs to the cluster of the connection. Ids like <c>11</c> exist in
    /// every cluster, so an agent of another cluster would report another DAG, or drop another tenant. If an agent does not report its
    /// cluster, the request is not sent to it. The check is repeated before the next request to this agent.
    /// </summary>
    public async Task AdmitAsync(AgentChannel channel, IRequestLog? log, CancellationToken cancellation)
    {
        if (!introduced || channel.IsAdmitted)
        {
            return;
        }

        ClusterInfo.Identity ours = await OursAsync(log, cancellation).ConfigureAwait(false)
            ?? throw Unknown(channel, ConnectionTexts.FormatClusterOfConnectionUnknown(channel.Name));
        ClusterInfo.Identity theirs = await AskAsync(channel, log, cancellation).ConfigureAwait(false)
            ?? throw Unknown(channel, ConnectionTexts.FormatClusterNotReported(channel.Name, TextFault.Quote(redactor.Clean(ours.Name)), ours.Id));
        if (theirs.Id != ours.Id || theirs.Name != ours.Name)
        {
            throw new ObshellProtocolException(
                "DifferentCluster",
                ConnectionTexts.FormatClusterDiffers(channel.Name, TextFault.Quote(redactor.Clean(theirs.Name)), theirs.Id, TextFault.Quote(redactor.Clean(ours.Name)), ours.Id),
                200, channel.Name);
        }

        channel.IsAdmitted = true;
    }

    /// <summary>The cluster of the connection. If the first agent has not reported it yet, this method asks that agent again.</summary>
    private async Task<ClusterInfo.Identity?> OursAsync(IRequestLog? log, CancellationToken cancellation)
    {
        if (Volatile.Read(ref cluster) is null && Array.Find(channels, c => c.IsAdmitted) is { } admitted)
        {
            try
            {
                Interlocked.CompareExchange(ref cluster, await AskAsync(admitted, log, cancellation).ConfigureAwait(false), null);
            }
            catch (ObshellException e) when (e.IsTransient)
            {
                // The first agent is down, so the cluster stays unknown.
            }
        }

        return Volatile.Read(ref cluster);
    }

    /// <returns>Null when the agent does not report its cluster.</returns>
    private static async Task<ClusterInfo.Identity?> AskAsync(AgentChannel channel, IRequestLog? log, CancellationToken cancellation)
    {
        try
        {
            return ClusterOf(await channel.SendAsync(ApiRequest.Introduction, log, cancellation).ConfigureAwait(false));
        }
        catch (ObshellApiException e) when (!e.IsAuthentication && !e.IsTransient)
        {
            return null;
        }
    }

    private static ObshellProtocolException Unknown(AgentChannel channel, string text) =>
        new("ClusterUnknown", text, 200, channel.Name, transient: true);

    private static ClusterInfo.Identity? ClusterOf(Answer answer)
    {
        try
        {
            return AnswerData.Read(answer, ConnectionJson.Default.ClusterInfo).ObclusterInfo is { Id: > 0 } known ? known : null;
        }
        catch (ObshellProtocolException)
        {
            return null;
        }
    }
}
