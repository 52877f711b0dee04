using Obshell.Client.Connection;
using Obshell.Client.Connection.Channel;
using Obshell.Client.Display;
using Obshell.Client.Encryption;
using Obshell.Client.Http;
using Obshell.Client.Json;

namespace Obshell.Client.Agents;

/// <summary>
/// Each agent of a connection about itself, over the open routes: those answer without a password and without an OceanBase
/// server, so also when nothing else does.
/// </summary>
public sealed class AgentApi
{
    private const string ClusterAgent = "CLUSTER AGENT";
    private const int Running = 2;
    private const int Available = 3;

    /// <summary>Both routes answer from memory; one that takes longer is not there for practical purposes.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly ApiCaller caller;
    private readonly ObConnection connection;

    internal AgentApi(ApiCaller caller)
    {
        this.caller = caller;
        connection = caller.Connection;
    }

    /// <summary>All agents of the connection, asked together, in its order. A silent one is in the list with the reason, never an error.</summary>
    public Task<AgentState[]> ReadAsync(CancellationToken cancellation = default) =>
        Task.WhenAll(connection.Channels.Select(c => ReadAsync(c, cancellation)));

    /// <summary>What the agent that answers at present reports of itself.</summary>
    /// <exception cref="ObshellException">None answers.</exception>
    public async Task<AgentStatus> ReadStatusAsync(CancellationToken cancellation = default)
    {
        Answer answer = await caller.ReadAsync(ApiRequest.Open("/api/v1/status"), cancellation).ConfigureAwait(false);
        return new AgentStatus(new PlainFields(AnswerData.Read(answer, PlainJson.Default.DictionaryStringObject)), answer.Agent);
    }

    private async Task<AgentState> ReadAsync(AgentChannel channel, CancellationToken cancellation)
    {
        try
        {
            Task<Answer> asked = channel.SendAsync(Open("/api/v1/info"), caller.Log, cancellation);
            Answer status = await channel.SendAsync(Open("/api/v1/status"), caller.Log, cancellation).ConfigureAwait(false);
            Answer info = await asked.ConfigureAwait(false);
            string fingerprint = await ReadFingerprintAsync(channel, cancellation).ConfigureAwait(false);
            return Describe(channel.Name, AnswerData.Read(info, InfoJson.Default.AgentInfo), AnswerData.Read(status, AgentJson.Default.StatusAnswer), fingerprint);
        }
        catch (ObshellException e)
        {
            return new AgentState { Agent = channel.Name, Fault = e.ErrorId + ": " + e.Message, WhyNotReady = AgentTexts.NoAnswer };
        }
    }

    /// <summary>Agents that belong to the cluster and do not answer the one that was asked, as <c>host:port</c>.</summary>
    public async Task<IReadOnlyList<string>> ReadDeadAsync(CancellationToken cancellation = default)
    {
        Answer members = await caller.ReadAsync(ApiRequest.Get("/api/v1/ob/agents"), cancellation).ConfigureAwait(false);
        Answer answering = await caller.ReadAsync(ApiRequest.Get("/api/v1/agents/status"), cancellation).ConfigureAwait(false);
        IReadOnlyCollection<string> alive = AnswerData.Read(answering, PlainJson.Default.DictionaryStringObject).Keys;
        return [.. (new PlainFields(AnswerData.Read(members, PlainJson.Default.DictionaryStringObject)).List("contents") ?? [])
            .Select(a => new AgentAddress { Ip = a.Text("ip"), Port = (int)(a.Whole("port") ?? 0) }.ToString()).Where(a => !alive.Contains(a))];
    }

    /// <summary>Asked again: the key that the channel holds may be one that the agent had before. Nothing is encrypted with it.</summary>
    private async Task<string> ReadFingerprintAsync(AgentChannel channel, CancellationToken cancellation)
    {
        try
        {
            Answer answer = await channel.SendAsync(Open("/api/v1/secret"), caller.Log, cancellation).ConfigureAwait(false);
            byte[] der = Convert.FromBase64String(AnswerData.Read(answer, ConnectionJson.Default.AgentSecret).PublicKey);
            return der.Length == 0 ? "" : PublicKeyFingerprint.Of(der).ToString();
        }
        catch (Exception e) when (e is ObshellException or FormatException)
        {
            // The state of the agent is known. Its key is one more fact, and missing it is not a fault.
            return "";
        }
    }

    private ApiRequest Open(string path) => ApiRequest.Open(path, connection.RequestLimit < Limit ? connection.RequestLimit : Limit);

    private static AgentState Describe(string agent, AgentInfo info, StatusAnswer status, string fingerprint)
    {
        int state = status.State ?? info.State;
        var obstacles = new List<string>();
        if (info.Identity != ClusterAgent)
        {
            obstacles.Add(info.Identity.Length == 0 ? AgentTexts.IdentityUnknown : AgentTexts.FormatIdentityOther(info.Identity));
        }

        if (state != Running)
        {
            obstacles.Add(ObstacleOf(state));
        }

        if (status.ObState != Available)
        {
            obstacles.Add(ObstacleOfOceanBase(status.ObState));
        }

        return new AgentState
        {
            Agent = agent,
            PublicKeyFingerprint = fingerprint,
            IsReachable = true,
            WhyNotReady = Listing.Sentences(obstacles),
            Identity = info.Identity,
            Zone = info.Zone,
            Version = info.Version,
            ObVersion = info.ObVersion,
            State = state,
            ObState = status.ObState,
            SqlPort = status.SqlPort,
            UnderMaintenance = status.UnderMaintenance,
            StartTime = info.StartAt > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(info.StartAt / 1_000_000) : null,
        };
    }

    private static string ObstacleOf(int state) => state switch
    {
        1 => AgentTexts.StateStarting,
        3 => AgentTexts.StateStopping,
        4 => AgentTexts.StateStopped,
        _ => AgentTexts.FormatStateUnknown(state),
    };

    private static string ObstacleOfOceanBase(int? state) => state switch
    {
        0 => AgentTexts.ObNoProcess,
        1 => AgentTexts.ObNoConnections,
        2 => AgentTexts.ObRestricted,
        _ => AgentTexts.ObUnknown,
    };
}
