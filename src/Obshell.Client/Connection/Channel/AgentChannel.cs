using System.Globalization;
using System.Security.Cryptography;
using Obshell.Client.Encryption;
using Obshell.Client.Errors;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Secrets;

namespace Obshell.Client.Connection.Channel;

/// <summary>
/// Sends requests to one agent, with its key, its clock and its headers. An agent that refuses the login has not executed the request
/// (PROTOCOL 2.6, 2.7). So the client repairs the cause of a refused login and sends the request again, once for each cause. But over plain
/// HTTP, an attacker on the network can forge a refused login while the agent executes the request. So a change is sent again only when the
/// agent can no longer execute the first request. The caller gets all other errors.
/// </summary>
internal sealed class AgentChannel : IDisposable
{
    private static readonly Version OldestV2 = new(4, 2, 3, 0);

    private readonly ServerAddress address;
    private readonly ConnectOptions options;
    private readonly Credentials credentials;
    private readonly Redactor redactor;
    private readonly PinnedKeys? pinned;
    private readonly AgentClock clock;
    private readonly AgentSender sender;
    private readonly SemaphoreSlim opening = new(1, 1);
    private AgentKey? key;
    private volatile AgentInfo? info;

    public AgentChannel(ServerAddress address, ConnectOptions options, Credentials credentials, Redactor redactor, PinnedKeys? pinned)
    {
        this.address = address;
        this.options = options;
        this.credentials = credentials;
        this.redactor = redactor;
        this.pinned = pinned;
        clock = new AgentClock(options.TimeProvider, address.Name, options.Vouches(address), options.AllowClockDifference);
        sender = new AgentSender(address, options, credentials, redactor, clock);
    }

    /// <summary>Whether the client has checked that the agent belongs to the cluster of this connection.</summary>
    public bool IsAdmitted { get; set; }

    public string Name => address.Name;

    public bool IsTls => address.IsTls;

    /// <summary>Whether TLS proves that the answers come from this agent.</summary>
    public bool IsVouchedFor => options.Vouches(address);

    public AgentInfo? Info => info;

    public AgentClock Clock => clock;

    /// <summary>Length of the agent's RSA key in bits; 0 when the key is not known yet.</summary>
    public int KeyBits => Volatile.Read(ref key)?.KeyBits ?? 0;

    /// <summary>Fingerprint of the agent's RSA key; empty when the key is not known yet.</summary>
    public string KeyFingerprint => Volatile.Read(ref key)?.Fingerprint.ToString() ?? "";

    /// <summary>Reads the agent's identity and time, once. The first request with a login reads the agent's key.</summary>
    public async Task<AgentInfo> OpenAsync(IRequestLog? log, CancellationToken cancellation)
    {
        if (info is { } known)
        {
            return known;
        }

        await opening.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return info ?? await ReadInfoAsync(log, cancellation).ConfigureAwait(false);
        }
        finally
        {
            opening.Release();
        }
    }

    public async Task<Answer> SendAsync(ApiRequest request, IRequestLog? log, CancellationToken cancellation)
    {
        string traceId = NewTraceId();
        if (!request.Authenticated)
        {
            return await sender.SendAsync(request, null, traceId, log, cancellation).ConfigureAwait(false);
        }

        if (info is null)
        {
            await OpenAsync(log, cancellation).ConfigureAwait(false);
        }

        using Login.Turn turn = await credentials.Login.EnterAsync(sender.UsesAgentPassword, cancellation).ConfigureAwait(false);
        var done = Repairs.None;
        while (true)
        {
            AgentKey current = await KeyAsync(log, cancellation).ConfigureAwait(false);
            try
            {
                Answer answer = await sender.SendAsync(request, current, traceId, log, cancellation).ConfigureAwait(false);
                credentials.Login.Accept();
                return answer;
            }
            catch (ObshellApiException e) when (e.IsAuthentication)
            {
                sender.ForgetHeaders();
                bool agentScheme = sender.UsesAgentPassword;
                Repairs repair = await RepairAsync(request, e, current, log, cancellation).ConfigureAwait(false);
                if (repair == Repairs.None && e.IsPasswordRefusal)
                {
                    credentials.Login.Refuse(agentScheme, e);
                }

                if (repair == Repairs.None || (done & repair) != 0)
                {
                    throw;
                }

                if (repair == Repairs.Key && !request.IsIntroduction)
                {
                    // The agent has a new key. It was upgraded or has a new home directory, or another agent uses the address now. So the
                    // client must check again to which cluster the agent belongs.
                    IsAdmitted = false;
                    e.HasNewKey = true;
                    throw;
                }

                done |= repair;
            }
            catch (ObshellApiException)
            {
                // The agent checks the login first. So any other error means that the login was accepted.
                credentials.Login.Accept();
                throw;
            }
        }
    }

    public static ObshellProtocolException BadKey(string agent, Exception fault) =>
        new("BadPublicKey", ConnectionTexts.FormatBadKey(agent, fault.Message), 200, agent, inner: fault);

    public void Dispose()
    {
        sender.Dispose();
        opening.Dispose();
    }

    /// <summary>
    /// Repairs the cause of a refused login, as in the table of PROTOCOL 2.7. Returns what was repaired. If this is not <c>None</c>, the
    /// request can be sent again.
    /// </summary>
    private async Task<Repairs> RepairAsync(ApiRequest request, ObshellApiException e, AgentKey used, IRequestLog? log, CancellationToken cancellation)
    {
        if (e.LegacyCode == ErrorCodes.LegacyHeaderDecrypt || e.ErrorCode == ErrorCodes.HeaderDecryptFailed)
        {
            await ReadInfoAsync(log, cancellation).ConfigureAwait(false);
            return await HasNewKeyAsync(used, log, cancellation).ConfigureAwait(false) ? Repairs.Key : Repairs.None;
        }

        if (e.ErrorCode == ErrorCodes.Expired)
        {
            DateTimeOffset thought = clock.Now;
            await ReadClockAsync(log, cancellation).ConfigureAwait(false);
            return HasExpired(request, e, thought) ? Repairs.Clock : Repairs.None;
        }

        // Without TLS, an attacker may have forged the refusal while the agent executes the request. So only a read is sent again with the
        // other password, never a change.
        if (request.IsChange && !IsVouchedFor && e.ErrorCode is (ErrorCodes.WithAgentPassword or ErrorCodes.WithOceanBasePassword))
        {
            return Repairs.None;
        }

        if (e.ErrorCode == ErrorCodes.WithAgentPassword && credentials.Agent is not null && !sender.UsesAgentPassword)
        {
            sender.UsesAgentPassword = true;
            return Repairs.Scheme;
        }

        if (e.ErrorCode == ErrorCodes.WithOceanBasePassword && credentials.Root is not null && sender.UsesAgentPassword)
        {
            sender.UsesAgentPassword = false;
            return Repairs.Scheme;
        }

        // Agents 4.2.3 to 4.3.0 report the same error for every cause. A wrong password must not be sent twice (trap 33). So the request is
        // sent again only when the key has changed, or when the header had expired.
        if (e.ErrorCode.Length == 0 && e.LegacyCode == ErrorCodes.LegacyAuthentication
            && e.ServerMessage.StartsWith("Verification failed", StringComparison.Ordinal))
        {
            DateTimeOffset thought = clock.Now;
            await ReadInfoAsync(log, cancellation).ConfigureAwait(false);
            return await HasNewKeyAsync(used, log, cancellation).ConfigureAwait(false) ? Repairs.Key
                : HasExpired(request, e, thought) ? Repairs.Clock : Repairs.None;
        }

        return Repairs.None;
    }

    private async Task<bool> HasNewKeyAsync(AgentKey used, IRequestLog? log, CancellationToken cancellation)
    {
        Interlocked.CompareExchange(ref key, null, used);
        AgentKey fresh = await KeyAsync(log, cancellation).ConfigureAwait(false);
        return fresh.Text != used.Text;
    }

    /// <summary>
    /// Whether the refused header has expired. The client now knows the agent's time from a new reading. Without TLS, an attacker can forge
    /// this reading and delay the first request. So for a change without TLS, the header must have expired both by this reading and by the
    /// time that the client estimated before the reading.
    /// </summary>
    private bool HasExpired(ApiRequest request, ObshellApiException refusal, DateTimeOffset thought) =>
        TimedHeader.IsOver(refusal.HeaderExpires, clock.Now)
        && (!request.IsChange || IsVouchedFor || TimedHeader.IsOver(refusal.HeaderExpires, thought));

    /// <exception cref="ObshellProtocolException">The new time of the agent differs too much from the expected time.</exception>
    private async Task ReadClockAsync(IRequestLog? log, CancellationToken cancellation)
    {
        long asked = options.TimeProvider.GetTimestamp();
        Answer answer = await sender.SendAsync(ApiRequest.Open("/api/v1/time"), null, NewTraceId(), log, cancellation).ConfigureAwait(false);
        if (TimeOf(answer, asked) is { } now && !clock.Follow(now))
        {
            throw clock.Leap(now);
        }
    }

    /// <summary>The agent's time now: the time in the envelope plus half the duration of the request.</summary>
    private DateTimeOffset? TimeOf(Answer answer, long asked) =>
        answer.Timestamp + TimeSpan.FromTicks(options.TimeProvider.GetElapsedTime(asked).Ticks / 2);

    private async Task<AgentInfo> ReadInfoAsync(IRequestLog? log, CancellationToken cancellation)
    {
        long asked = options.TimeProvider.GetTimestamp();
        Answer answer = await sender.SendAsync(ApiRequest.Open("/api/v1/info"), null, NewTraceId(), log, cancellation).ConfigureAwait(false);
        if (TimeOf(answer, asked) is { } now)
        {
            clock.Follow(now);
        }

        AgentInfo read = AnswerData.Read(answer, InfoJson.Default.AgentInfo);
        RefuseV1(read);
        info = read;
        return read;
    }

    private async Task<AgentKey> KeyAsync(IRequestLog? log, CancellationToken cancellation)
    {
        if (Volatile.Read(ref key) is { } known)
        {
            return known;
        }

        await opening.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (Volatile.Read(ref key) is { } meanwhile)
            {
                return meanwhile;
            }

            Answer answer = await sender.SendAsync(ApiRequest.Open("/api/v1/secret"), null, NewTraceId(), log, cancellation).ConfigureAwait(false);
            AgentSecret secret = AnswerData.Read(answer, ConnectionJson.Default.AgentSecret);
            try
            {
                // This check comes first, so a key that differs from the pinned keys is not used for anything.
                pinned?.Check(PublicKeyFingerprint.Of(Convert.FromBase64String(secret.PublicKey)), address.Name, address.IsTls);
                var read = AgentKey.Parse(secret.PublicKey);
                Volatile.Write(ref key, read);
                return read;
            }
            catch (Exception e) when (e is FormatException or CryptographicException)
            {
                throw BadKey(Name, e);
            }
        }
        finally
        {
            opening.Release();
        }
    }

    /// <summary>Refuses agents 4.2.2.x: they use another authentication and cannot restore tenants (PROTOCOL 2.1, 2.9).</summary>
    private void RefuseV1(AgentInfo read)
    {
        bool v2 = read.SupportedAuth is { Length: > 0 } schemes
            ? Array.IndexOf(schemes, "v2") >= 0
            : AgentVersion.Parse(read.Version) is not { } version || version >= OldestV2;
        if (!v2)
        {
            throw new ObshellProtocolException(
                "AgentTooOld",
                ConnectionTexts.FormatAgentTooOld(Name, redactor.Clean(read.Version)),
                200, Name);
        }
    }

    /// <summary>
    /// A trace id of 16 hex digits, like the agent's own ids. The agent logs the request under this id, so a user can find the request when
    /// its answer was lost.
    /// </summary>
    private static string NewTraceId()
    {
        byte[] bytes = new byte[8];
        using (var random = RandomNumberGenerator.Create())
        {
            random.GetBytes(bytes);
        }

        return BitConverter.ToUInt64(bytes, 0).ToString("x16", CultureInfo.InvariantCulture);
    }

    [Flags]
    private enum Repairs
    {
        None = 0,
        Key = 1,
        Clock = 2,
        Scheme = 4,
    }
}
