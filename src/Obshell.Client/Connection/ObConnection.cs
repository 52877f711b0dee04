using Obshell.Client.Connection;
using Obshell.Client.Connection.Channel;
using Obshell.Client.Display;
using Obshell.Client.Encryption;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Secrets;

namespace Obshell.Client;

/// <summary>
/// A connection to one OceanBase cluster through one or more of its agents. When an agent is down, a read is sent to the next agent. A
/// change is sent to one agent only. This class is thread-safe.
/// </summary>
public sealed class ObConnection : IDisposable
{
    private readonly ConnectOptions options;
    private readonly Credentials credentials;
    private readonly AgentChannel[] channels;
    private readonly ObshellException?[] refused;
    private readonly ClusterAdmission admission;
    private int preferred;
    private volatile bool disposed;

    private ObConnection(ConnectOptions options)
    {
        this.options = options;
        if (options.Server.Count == 0)
        {
            throw new ObshellInputException(new InputFault(
                "MissingServer", "Server", ConnectionTexts.MissingServer));
        }

        PasswordLineBreak.Refuse(options);
        ServerAddress[] addresses = [.. options.Server.Select(s => ServerAddress.Parse(s, "Server"))];
        UnencryptedAuthentication.Refuse(addresses, options);
        var pinned = PinnedKeys.Parse(options.PublicKeyFingerprint);
        IsKeyPinned = pinned is not null;
        credentials = new Credentials(options.Password, options.AgentPassword, options.TimeProvider);
        Redactor.Remember(credentials.Root);
        Redactor.Remember(credentials.Agent);
        channels = [.. addresses.GroupBy(a => a.BaseUri).Select(g => new AgentChannel(g.First(), options, credentials, Redactor, pinned))];
        refused = new ObshellException?[channels.Length];
        admission = new ClusterAdmission(channels, Redactor);
        Server = [.. channels.Select(c => c.Name)];
    }

    /// <summary>The agents, each as <c>host:port</c>, in the order in which they are asked.</summary>
    public IReadOnlyList<string> Server { get; }

    /// <summary>Name of the cluster; empty when the agents do not report it.</summary>
    public string ClusterName => admission.Cluster?.Name ?? "";

    /// <summary>Number of the cluster; 0 when the agents do not report it.</summary>
    public long ClusterId => admission.Cluster?.Id ?? 0;

    /// <summary>The current agent, <c>host:port</c>: the agent that answered the last read.</summary>
    public string Agent => channels[Volatile.Read(ref preferred)].Name;

    /// <summary>Version of the current agent.</summary>
    public string Version => Info?.Version ?? "";

    /// <summary>Version of the OceanBase server next to the current agent.</summary>
    public string ObVersion => Info?.ObVersion ?? "";

    /// <summary>Identity of the current agent. Only a <c>CLUSTER AGENT</c> restores tenants.</summary>
    public string Identity => Info?.Identity ?? "";

    /// <summary>
    /// Whether all agents are reached over TLS. With plain HTTP, only the agent's RSA key protects the password and the data that is sent.
    /// </summary>
    public bool IsTls => channels.All(c => c.IsTls);

    /// <summary>Whether all answers of the agents come over TLS, with certificates that are checked.</summary>
    internal bool IsVouchedFor => channels.All(c => c.IsVouchedFor);

    /// <summary>The file with the certificate authorities that the user trusts; null when the system's authorities are used.</summary>
    internal string? CertificateAuthority => options.CertificateAuthority;

    /// <summary>Whether at least one agent is reached over TLS.</summary>
    internal bool UsesTls => channels.Any(c => c.IsTls);

    /// <summary>Length of the current agent's RSA key in bits.</summary>
    public int KeyBits => channels[Volatile.Read(ref preferred)].KeyBits;

    /// <summary>
    /// Fingerprint of the current agent's RSA key: <c>SHA256:</c> and base64, in the form of
    /// <see cref="ConnectOptions.PublicKeyFingerprint"/>. The fingerprint is only as reliable as the connection over which it was read.
    /// </summary>
    public string PublicKeyFingerprint => channels[Volatile.Read(ref preferred)].KeyFingerprint;

    /// <summary>True when the connection uses only agents with a pinned key.</summary>
    public bool IsKeyPinned { get; }

    /// <summary>How far the agent's clock is ahead of this machine's. Requests contain times of the agent's clock.</summary>
    public TimeSpan ClockSkew { get; private set; }

    /// <summary>When the connection was made.</summary>
    public DateTimeOffset ConnectedAt { get; private set; }

    internal Redactor Redactor { get; } = new();

    internal TimeProvider TimeProvider => options.TimeProvider;

    /// <summary>The time now by the current agent's clock.</summary>
    internal DateTimeOffset AgentNow => channels[Volatile.Read(ref preferred)].Clock.Now;

    /// <summary>One channel for each agent, in the order of <see cref="Server"/>.</summary>
    internal IReadOnlyList<AgentChannel> Channels
    {
        get
        {
            ThrowIfDisposed();
            return channels;
        }
    }

    /// <summary>The reasons why agents are skipped now: their certificate or key was refused.</summary>
    internal IEnumerable<ObshellException> Refusals => refused.OfType<ObshellException>();

    /// <summary>
    /// The maximum number of bytes in the address of a request. The address and the password must fit into one block of the header
    /// (PROTOCOL 2.3). Null when the usual addresses fit, or when TLS protects the header.
    /// </summary>
    internal int? ScarceRoomForAddress
    {
        get
        {
            if (IsVouchedFor || KeyBits == 0)
            {
                return null;
            }

            int block = AgentKey.PlainBlockOf(KeyBits);
            int room = Math.Min(RequestHeader.RoomForAddress(block, credentials.Root), RequestHeader.RoomForAddress(block, credentials.Agent));
            return room < RequestHeader.UsualAddress ? room : null;
        }
    }

    /// <summary>Time limit for one request.</summary>
    internal TimeSpan RequestLimit => options.Timeout;

    internal AgentInfo? Info => channels[Volatile.Read(ref preferred)].Info;

    /// <summary>Finds an agent that answers, reads its identity, and checks the password with one protected read.</summary>
    /// <exception cref="ObshellException">No server can be reached, no server is an obshell agent, or the password is wrong.</exception>
    public static async Task<ObConnection> ConnectAsync(ConnectOptions options, IRequestLog? log = null, CancellationToken cancellation = default)
    {
        var connection = new ObConnection(options);
        try
        {
            await connection.IntroduceAsync(log, cancellation).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        VisibleText.OneLine((ClusterName.Length > 0 ? ClusterName + " " : "") + "(" + string.Join(", ", Server) + ")");

    /// <summary>Clears the passwords and closes the HTTP connections. Work that was started on the cluster continues.</summary>
    public void Dispose()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        foreach (AgentChannel channel in channels)
        {
            channel.Dispose();
        }

        credentials.Dispose();
        Redactor.Forget();
    }

    /// <summary>
    /// Sends a read. When an agent is down, the read is sent to the next agent. When all agents are down, all agents are asked again after
    /// a pause.
    /// </summary>
    internal async Task<Answer> ReadAsync(ApiRequest request, IRequestLog? log, CancellationToken cancellation)
    {
        for (int tries = 1; ; tries++)
        {
            TimeSpan pause;
            try
            {
                return await ReadOnceAsync(request, log, cancellation).ConfigureAwait(false);
            }
            catch (ObshellException e) when (ReadRetry.PauseAfter(e, tries) is { } wanted)
            {
                pause = wanted;
            }

            await TimeProvider.DelayAsync(pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Sends a read to each agent once, without a pause, until an agent answers. Callers that repeat the read at their own intervals use
    /// this method.
    /// </summary>
    internal async Task<Answer> ReadOnceAsync(ApiRequest request, IRequestLog? log, CancellationToken cancellation)
    {
        ThrowIfDisposed();
        int first = Volatile.Read(ref preferred);
        List<ObshellException>? failures = null;
        for (int i = 0; i < channels.Length; i++)
        {
            int index = (first + i) % channels.Length;
            try
            {
                Answer answer = await SendAsync(channels[index], request, log, cancellation).ConfigureAwait(false);
                Volatile.Write(ref preferred, index);
                refused[index] = null;
                return answer;
            }
            catch (ObshellException e) when (e.IsTransient || (channels.Length > 1 && (e.IsRefusal || e.ErrorId is "DifferentCluster" or "BadPublicKey")))
            {
                (failures ??= []).Add(e);
                refused[index] = e.IsRefusal ? e : null;
            }
        }

        throw NoAgent.Of(failures!, Server);
    }

    /// <summary>Sends a change once, to the current agent (promise 5).</summary>
    internal async Task<Answer> ChangeAsync(ApiRequest request, IRequestLog? log, CancellationToken cancellation)
    {
        ThrowIfDisposed();
        return await SendAsync(channels[Volatile.Read(ref preferred)], request, log, cancellation).ConfigureAwait(false);
    }

    /// <summary>Checks that the agent belongs to the cluster, and then sends the request.</summary>
    private async Task<Answer> SendAsync(AgentChannel channel, ApiRequest request, IRequestLog? log, CancellationToken cancellation)
    {
        await admission.AdmitAsync(channel, log, cancellation).ConfigureAwait(false);
        try
        {
            return await channel.SendAsync(request, log, cancellation).ConfigureAwait(false);
        }
        catch (ObshellApiException e) when (e.HasNewKey)
        {
            await admission.AdmitAsync(channel, log, cancellation).ConfigureAwait(false);
            return await channel.SendAsync(request, log, cancellation).ConfigureAwait(false);
        }
    }

    private async Task IntroduceAsync(IRequestLog? log, CancellationToken cancellation)
    {
        try
        {
            Answer answer = await ReadAsync(ApiRequest.Introduction, log, cancellation).ConfigureAwait(false);
            admission.Learn(answer);
        }
        catch (ObshellApiException e) when (!e.IsAuthentication)
        {
            // The agent checks the login first, so the login was accepted. Only the name of the cluster stays unknown.
            Volatile.Write(ref preferred, Math.Max(0, Array.FindIndex(channels, c => c.Name == e.Agent)));
        }

        // The connection belongs to the cluster of the first agent that answered. The other agents must belong to the same cluster.
        admission.Begin(channels[Volatile.Read(ref preferred)]);
        ClockSkew = channels[Volatile.Read(ref preferred)].Clock.Skew;
        ConnectedAt = TimeProvider.GetUtcNow();
    }

    private void ThrowIfDisposed()
    {
        if (disposed)
        {
            throw new ObshellInputException(new InputFault(
                "Disconnected", "Connection", ConnectionTexts.Closed));
        }
    }
}
