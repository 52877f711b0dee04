using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Numerics;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Obshell.Simulator;

/// <summary>One obshell process, with a listening socket, a key and local DAGs. Its properties can be changed while it runs.</summary>
public sealed class SimulatedAgent : ITaskAgent
{
    private readonly SimulatedCluster _cluster;
    private readonly SemaphoreSlim _switch = new(1, 1);
    private readonly IListening _listening;
    private IAgentListener? _listener;
    private CancellationTokenSource _stopping = new();
    private int _port;
    private Socket? _heldPort;
    private int? _obState;
    private int _ended;
    private readonly string _host;

    internal SimulatedAgent(SimulatedCluster cluster, IListening listening, int index)
    {
        _cluster = cluster;
        _listening = listening;
        Index = index;
        var options = cluster.Options;
        if (options.Urls is { } given && given.Count <= index)
            throw new ArgumentException($"{options.AgentCount} agents need {options.AgentCount} URLs, but {given.Count} are given.");
        var url = new Uri(options.Urls is { } urls ? urls[index] : "http://127.0.0.1:0");
        _host = url.Host.Trim('[', ']');
        _port = url.Port;
        Key = AgentKey.Create(options.KeyBits);
        Identity = options.Identity;
        Version = options.Version;
        ObVersion = options.ObVersion;
        Legacy = options.Legacy;
        ClockOffset = options.ClockOffset;
        AgentPassword = options.AgentPassword ?? "";
        ObAdminPresent = options.Fixture.ObAdminPresent;
        RememberedRootPassword = options.RootPassword;
        Zone = Identity == "SINGLE" || options.Fixture.Zones.Count == 0 ? "" : options.Fixture.Zones[index % options.Fixture.Zones.Count].Name;
        LocalEngine = new DagEngine("");
    }

    /// <summary>The position in <see cref="SimulatedCluster.Agents"/>.</summary>
    public int Index { get; }

    /// <summary>The base address, with the real port and without a path.</summary>
    public Uri Uri { get; private set; } = null!;

    /// <summary>The difference of this agent's clock from the real time (negative: the clock is slow).</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>The identity of the agent (PROTOCOL 3).</summary>
    public string Identity { get; set; }

    /// <summary>The state of the agent: 2 is running.</summary>
    public int State { get; set; } = 2;

    /// <summary>
    /// The state of its OceanBase server: 3 means available, 0 means no running process. Default: 3 for the identity CLUSTER AGENT,
    /// otherwise 0.
    /// </summary>
    public int ObState
    {
        get => _obState ?? (Identity == "CLUSTER AGENT" ? 3 : 0);
        set => _obState = value;
    }

    /// <summary>A fault between the agent and its OceanBase server that <see cref="ObState"/> does not show.</summary>
    public DatabaseFault DatabaseFault { get; set; }

    /// <summary>Version text.</summary>
    public string Version { get; set; }

    /// <summary>OceanBase's version text.</summary>
    public string ObVersion { get; set; }

    /// <summary>The older version whose errors this agent uses.</summary>
    public LegacyMode Legacy { get; set; }

    /// <summary>The agent password; empty means that no password is set.</summary>
    public string AgentPassword { get; set; }

    /// <summary>True if <c>bin/ob_admin</c> exists in this agent's folder.</summary>
    public bool ObAdminPresent { get; set; }

    /// <summary>The zone of the agent; empty if the agent is not in a cluster.</summary>
    public string Zone { get; set; }

    /// <summary>False if this agent has never received the password of root@sys (PROTOCOL 2.6, identity table).</summary>
    public bool RootPasswordInitialised { get; set; } = true;

    /// <summary>True if this agent is under maintenance. <c>status</c> shows this.</summary>
    public bool UnderMaintenance { get; set; }

    /// <summary>True while the agent listens.</summary>
    public bool IsRunning => _listener is not null;

    /// <summary>The public key of the agent in Base64 (PROTOCOL 2.2).</summary>
    public string PublicKey => Key.PublicKey;

    /// <summary>The size of the key in bits.</summary>
    public int KeyBits => Key.Bits;

    /// <summary>This agent's own DAGs, oldest first.</summary>
    public IReadOnlyList<DagView> LocalDags
    {
        get
        {
            lock (_cluster.Gate)
            {
                _cluster.CatchUp();
                return [.. LocalEngine.Dags.Select(DagView.Of)];
            }
        }
    }

    internal AgentKey Key { get; private set; }

    internal string RememberedRootPassword { get; set; }

    internal Dictionary<string, DateTimeOffset> Sessions { get; } = new(StringComparer.Ordinal);

    internal DagEngine LocalEngine { get; private set; }

    internal SimulatedCluster Cluster => _cluster;

    internal string Ip => _host;

    string ITaskAgent.Ip => Ip;

    int ITaskAgent.Port => Port;

    internal int Port => _port;

    internal string Address => Ip.Contains(':', StringComparison.Ordinal) ? $"[{Ip}]:{Port}" : $"{Ip}:{Port}";

    internal DateTimeOffset StartedAt { get; private set; }

    internal int Pid { get; private set; }

    internal DateTimeOffset Now => _cluster.Options.TimeProvider.GetUtcNow() + ClockOffset;

    internal CancellationToken Stopping => _stopping.Token;

    internal bool KnowsV2 => _cluster.Options.SupportedAuthV2 && !Version.StartsWith("4.2.2.", StringComparison.Ordinal);

    /// <summary>True if the agent has this version or a later version.</summary>
    internal bool IsAtLeast(int major, int minor, int build) =>
        !System.Version.TryParse(Version.Split('-')[0], out var version) || version >= new Version(major, minor, build, 0);

    /// <summary>The prefix of this agent's local ids: 2 + IPv4 + port, or 3 + IPv6 + port (PROTOCOL 5.1).</summary>
    internal string LocalIdPrefix
    {
        get
        {
            var bytes = IPAddress.Parse(Ip).GetAddressBytes();
            var number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
            var port = Port.ToString("00000", CultureInfo.InvariantCulture);
            return bytes.Length == 4
                ? "2" + number.ToString("D10", CultureInfo.InvariantCulture) + port
                : "3" + number.ToString("D39", CultureInfo.InvariantCulture) + port;
        }
    }

    /// <summary>Starts to listen on the same port as before. Does nothing if the agent already listens.</summary>
    public Task StartAsync() => StartAsync(CancellationToken.None);

    internal async Task StartAsync(CancellationToken ct)
    {
        await _switch.WaitAsync(ct);
        try
        {
            if (_listener is not null)
                return;
            // Process the past ticks before this agent runs, so that it does not do work for a time when it was stopped.
            _cluster.CatchUp();
            _stopping = new CancellationTokenSource();
            var listener = await _listening.ListenAsync(this, ct);
            var isNew = Uri is null;
            _port = listener.Port;
            var scheme = _cluster.Options.ServerCertificate is null ? "http" : "https";
            Uri = new Uri($"{scheme}://{(_host.Contains(':', StringComparison.Ordinal) ? $"[{_host}]" : _host)}:{_port}");
            StartedAt = Now;
            Pid = Random.Shared.Next(1000, 32768);
            if (isNew)
                LocalEngine = new DagEngine(LocalIdPrefix);
            _listener = listener;
        }
        finally
        {
            _switch.Release();
        }
    }

    /// <summary>The socket that has reserved the port since the agent stopped, or a new socket.</summary>
    internal Socket TakePort(EndPoint endpoint) => Interlocked.Exchange(ref _heldPort, null) ?? SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);

    /// <summary>
    /// Reserves the port while the agent is stopped, with a socket that is bound but does not listen. So the kernel refuses connections,
    /// and no other process can get the port.
    /// </summary>
    private Socket? HoldPort()
    {
        try
        {
            return SocketTransportOptions.CreateDefaultBoundListenSocket(new IPEndPoint(IPAddress.Parse(_host), _port));
        }
        catch (SocketException)
        {
            // Another process has already got the port. If it keeps the port, the next start of the agent fails with an error.
            return null;
        }
    }

    /// <summary>
    /// Stops like a killed process: open requests are aborted, new connections are refused, and sessions are lost. DAGs and
    /// the key are kept.
    /// </summary>
    public Task StopAsync() => StopAsync(forGood: false);

    /// <summary>Stops the agent. A permanent stop also releases the port.</summary>
    internal async Task StopAsync(bool forGood)
    {
        await _switch.WaitAsync();
        try
        {
            if (forGood)
                Interlocked.Exchange(ref _heldPort, null)?.Dispose();
            if (_listener is not { } listener)
                return;
            _cluster.CatchUp();
            _listener = null;
            await _stopping.CancelAsync();
            lock (_cluster.Gate)
                Sessions.Clear();
            await listener.StopAsync();
            if (!forGood)
                _heldPort = HoldPort();
        }
        finally
        {
            _switch.Release();
        }
    }

    /// <summary>Stops the agent permanently.</summary>
    internal async Task EndAsync()
    {
        await StopAsync(forGood: true);
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            Key.Release();
    }

    /// <summary>Stops and starts on the same port with the same key. The DAGs of the cluster continue (PROTOCOL 2.2, 5.6).</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Restarts on the same port as if its home folder were empty: with a new key and without local DAGs.</summary>
    public async Task NewHomeAsync()
    {
        await StopAsync();
        Key = AgentKey.Create(Key.Bits);
        LocalEngine = new DagEngine(LocalIdPrefix);
        await StartAsync();
    }

    /// <summary>
    /// Upgrades the agent to 4.5.0.0. A key of 512 bits is replaced by a key of 1024 bits (EnsureKeySize), and errors have
    /// the current form.
    /// </summary>
    public async Task UpgradeAsync()
    {
        await StopAsync();
        if (Key.Bits < 1024)
            Key = AgentKey.Create(1024);
        Version = "4.5.0.0-0";
        Legacy = LegacyMode.None;
        await StartAsync();
    }
}
