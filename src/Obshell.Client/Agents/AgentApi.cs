using Obshell.Client.Connection;
using Obshell.Client.Connection.Channel;
using Obshell.Client.Display;
using Obshell.Client.Encryption;
using Obshell.Client.Http;
using Obshell.Client.Json;

namespace Obshell.Client.Agents;

/// <summary>
/// Reads what each agent of a connection reports about itself. It uses only routes that need no password and no OceanBase server. So these
/// routes answer even when all other routes fail.
/// </summary>
public sealed class AgentApi
{
    private const string ClusterAgent = "CLUSTER AGENT";
    private const int Running = 2;
    private const int Available = 3;

    /// <summary>
    /// Time limit of one request. An agent answers these routes from memory, so this limit is long enough. An agent that does not answer in
    /// this time is reported as unreachable.
    /// </summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly ApiCaller caller;
    private readonly ObConnection connection;

    internal AgentApi(ApiCaller caller)
    {
        this.caller = caller;
        connection = caller.Connection;
    }

    /// <summary>
    /// Asks all agents of the connection at the same time; the result is in the order of the agents. An agent that does not answer causes
    /// no error: its element contains the reason.
    /// </summary>
    public Task<AgentState[]> ReadAsync(CancellationToken cancellation = default) =>
        Task.WhenAll(connection.Channels.Select(c => ReadAsync(c, cancellation)));

    /// <summary>Reads the status of the agent that answers this request.</summary>
    /// <exception cref="ObshellException">No agent answers.</exception>
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

    /// <summary>
    /// Asks one agent which other agents of the cluster do not answer. Returns the addresses of these agents, <c>host:port</c>.
    /// </summary>
    public async Task<IReadOnlyList<string>> ReadDeadAsync(CancellationToken cancellation = default)
    {
        Answer members = await caller.ReadAsync(ApiRequest.Get("/api/v1/ob/agents"), cancellation).ConfigureAwait(false);
        Answer answering = await caller.ReadAsync(ApiRequest.Get("/api/v1/agents/status"), cancellation).ConfigureAwait(false);
        IReadOnlyCollection<string> alive = AnswerData.Read(answering, PlainJson.Default.DictionaryStringObject).Keys;
        return [.. (new PlainFields(AnswerData.Read(members, PlainJson.Default.DictionaryStringObject)).List("contents") ?? [])
            .Select(a => new AgentAddress { Ip = a.Text("ip"), Port = (int)(a.Whole("port") ?? 0) }.ToString()).Where(a => !alive.Contains(a))];
    }

    /// <summary>Reads the key again, because the channel may still use an old key. The new key is used only for the fingerprint.</summary>
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
            // The state of the agent was already read. So a missing key is not an error.
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
            SqlPort = status.SqlPort is > 0 ? status.SqlPort : null,
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
