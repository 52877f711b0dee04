using System.Diagnostics;
using System.Globalization;
using Obshell.Client.Encryption;
using Obshell.Client.Errors;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Secrets;

namespace Obshell.Client.Connection.Channel;

/// <summary>Sends a request to one agent, once. It makes the header, encrypts the body, sends the request and reads the answer.</summary>
internal sealed class AgentSender : IDisposable
{
    private readonly ServerAddress address;
    private readonly ConnectOptions options;
    private readonly Credentials credentials;
    private readonly Redactor redactor;
    private readonly AgentClock clock;
    private readonly HttpTransport transport;
    private readonly HeaderCache headers;
    private readonly RequestTracing tracing;
    private volatile bool usesAgentPassword;

    public AgentSender(ServerAddress address, ConnectOptions options, Credentials credentials, Redactor redactor, AgentClock clock)
    {
        this.address = address;
        this.options = options;
        this.credentials = credentials;
        this.redactor = redactor;
        this.clock = clock;
        transport = new HttpTransport(address, options);
        headers = new HeaderCache(options.TimeProvider);
        tracing = new RequestTracing(address.Name, redactor);
        usesAgentPassword = credentials.Root is null && credentials.Agent is not null;
    }

    /// <summary>
    /// Whether the header contains the agent's own password; otherwise it contains the password of root@sys (PROTOCOL 2.3).
    /// </summary>
    public bool UsesAgentPassword
    {
        get => usesAgentPassword;
        set => usesAgentPassword = value;
    }

    /// <summary>Deletes all cached headers, because the agent has refused a header.</summary>
    public void ForgetHeaders() => headers.Clear();

    public void Dispose()
    {
        headers.Clear();
        transport.Dispose();
    }

    /// <param name="request">The request.</param>
    /// <param name="agentKey">The agent's key; null for a request that needs no login.</param>
    /// <param name="traceId">The id under which the agent logs the request.</param>
    /// <param name="log">Gets a line for the request; null for no log.</param>
    /// <param name="cancellation">Cancels the request.</param>
    public async Task<Answer> SendAsync(ApiRequest request, AgentKey? agentKey, string traceId, IRequestLog? log, CancellationToken cancellation)
    {
        // The header contains the address of the request. This address must be exactly the text in the request line (trap 28).
        var target = new Uri(address.BaseUri, request.PathAndQuery);
        string? headerName = null;
        TimedHeader header = default;
        string? body = null;
        if (agentKey is not null)
        {
            headerName = UsesAgentPassword ? RequestHeader.AgentScheme : RequestHeader.RootScheme;
            if (request.Body is { } plain)
            {
                using var cipher = BodyCipher.CreateRandom();
                body = cipher.EncryptToBase64(plain);
                byte[] keys = cipher.KeysBase64();
                try
                {
                    header = CreateHeader(agentKey, target.PathAndQuery, keys);
                }
                finally
                {
                    PlainArray.Clear(keys);
                }
            }
            else
            {
                header = headers.GetOrCreate(
                    target.PathAndQuery, (Sender: this, Key: agentKey), static (s, uri) => s.Sender.CreateHeader(s.Key, uri, keys: null));
            }
        }

        long started = Stopwatch.GetTimestamp();
        TimeSpan limit = request.Timeout ?? options.Timeout;
        var time = new MaskingTime(limit, isOfAnswer: true);
        RawAnswer raw;
        try
        {
            raw = await transport.SendAsync(
                request.Method, target, headerName, header.Text, body, traceId, limit, cancellation).ConfigureAwait(false);
            Left(request, traceId);
        }
        catch (Exception e)
        {
            if (e is not ObshellConnectionException { MayHaveRun: false })
            {
                Left(request, traceId);
            }

            if (log is not null)
            {
                tracing.Report(log, request, target, 0, started, traceId, null, e);
            }

            if (e is ObshellException lost)
            {
                lost.OutcomeUnknown = request.IsChange && lost is not ObshellConnectionException { MayHaveRun: false };
            }

            if (e is ObshellConnectionException broken && redactor.CauseOrNull(broken) is null)
            {
                throw broken.Cleaned(redactor);
            }

            throw;
        }

        try
        {
            if (log is not null)
            {
                tracing.Report(log, request, target, raw.Status, started, raw.TraceId, raw.Body, null, time);
            }

            return EnvelopeReader.Read(raw, redactor, time);
        }
        catch (TimeoutException e)
        {
            var late = ObshellConnectionException.TimedOut(
                ConnectionTexts.FormatSearchTookTooLong(address.Name, request.Method, limit.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)),
                address.Name, traceId, e);
            late.OutcomeUnknown = request.IsChange;
            throw late;
        }
        catch (ObshellException e)
        {
            if (e is ObshellApiException refusal)
            {
                refusal.HeaderExpires = header.Expires;
            }

            e.OutcomeUnknown = request.IsChange && (e is ObshellApiException { MayHaveChanged: true } or ObshellProtocolException { ErrorId: not "RedirectRefused" });
            throw;
        }
    }

    private void Left(ApiRequest request, string traceId)
    {
        if (request.IsChange)
        {
            request.Sent = new SentChange(address.Name, traceId);
        }
    }

    private TimedHeader CreateHeader(AgentKey agentKey, string requestUri, byte[]? keys)
    {
        // All addresses were checked when the connection was made. This check is repeated for every login.
        UnencryptedAuthentication.Refuse([address], options);
        DateTimeOffset expires = clock.Now + RequestHeader.Lifetime;
        string header = RequestHeader.Create(agentKey, UsesAgentPassword ? credentials.Agent : credentials.Root, expires, requestUri, keys);
        redactor.RememberHeader(header);
        return new TimedHeader(header, expires);
    }
}
