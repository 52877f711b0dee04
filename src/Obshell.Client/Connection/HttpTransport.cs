using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Authentication;
#if !NETFRAMEWORK
using System.Security.Cryptography.X509Certificates;
#endif
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Wire;

namespace Obshell.Client.Connection;

/// <summary>HTTP to one agent: bounded in time and size, no redirects, no cookies, no proxy unless named.</summary>
internal sealed class HttpTransport : IDisposable
{
    public const string TraceHeader = "X-OBSHELL-Trace-ID";

    /// <summary>No honest answer comes near this: 10,000 DAGs without details are 3 MB.</summary>
    public const int MaxAnswerBytes = 32 * 1024 * 1024;

    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    private readonly string agent;
    private readonly bool isTls;
    private readonly CertificateCheck certificates;
    private readonly ClientCertificate own;
    private readonly HttpClient http;
    private volatile bool hasAnswered;
#if NETFRAMEWORK
    private volatile CertificateRefusedException? lastRefusal;
#endif

    public HttpTransport(ServerAddress address, ConnectOptions options)
    {
        agent = address.Name;
        isTls = address.IsTls;
        certificates = new CertificateCheck(address.BaseUri.Host, options);
        own = new ClientCertificate(options.ClientCertificate);
        http = new HttpClient(CreateHandler(options)) { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.ExpectContinue = false;
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", AgentLanguage.Of(options.Language));
    }

    /// <summary>Sends once and reads the whole answer.</summary>
    /// <exception cref="ObshellConnectionException">No whole answer came.</exception>
    /// <exception cref="ObshellProtocolException">The answer is too large.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<RawAnswer> SendAsync(
        HttpMethod method, Uri target, string? headerName, string? header, string? body, string traceId, TimeSpan limit, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, target);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation(TraceHeader, traceId);
        if (headerName is not null)
        {
            request.Headers.TryAddWithoutValidation(headerName, header);
        }

        if (body is not null)
        {
#if NETFRAMEWORK
            RefuseGetWithBody(method, traceId);
#endif
            // As the SDKs send it: the body is base64, and the agent looks at no character set.
            request.Content = new StringContent(body, Encoding.ASCII);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limit);
        bool headersArrived = false;
        try
        {
            using HttpResponseMessage response = await http
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token).ConfigureAwait(false);
            headersArrived = hasAnswered = true;
            byte[] bytes = await ReadAsync(response, traceId, deadline.Token).ConfigureAwait(false);
            return new RawAnswer((int)response.StatusCode, bytes, RetryAfterOf(response), traceId, agent);
        }
        catch (Exception e) when (cancellation.IsCancellationRequested && e is not ObshellException)
        {
            throw new OperationCanceledException("Cancelled while waiting for " + agent + ".", e, cancellation);
        }
        catch (Exception e) when (deadline.IsCancellationRequested && e is not ObshellException)
        {
            throw new ObshellConnectionException(
                "RequestTimeout",
                $"{agent} did not answer {method} {Redactor.CleanByForm(target.PathAndQuery)} within {limit.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s.",
                agent, mayHaveRun: true, e)
            { TraceId = traceId };
        }
        catch (Exception e) when (e is HttpRequestException or IOException or WebException or OperationCanceledException or ObjectDisposedException)
        {
            throw Explain(e, method, target, headersArrived, traceId);
        }
    }

    public void Dispose() => http.Dispose();

    private HttpMessageHandler CreateHandler(ConnectOptions options)
    {
#if NETFRAMEWORK
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = options.Proxy is not null,
            Proxy = options.Proxy,
            // .NET Framework's default of 2 connections a host would queue parallel restores behind each other.
            MaxConnectionsPerServer = 16,
            // Per handler: the process-wide ServicePointManager belongs to everybody.
            SslProtocols = SslProtocols.Tls12,
            // An exception would not come through from here.
            ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) => (lastRefusal = certificates.Judge(certificate, chain, errors)) is null,
        };
        if (own.Certificate is { } certificate)
        {
            handler.ClientCertificates.Add(certificate);
        }

        return handler;
#else
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = options.Proxy is not null,
            Proxy = options.Proxy,
            ConnectTimeout = options.Timeout < ConnectLimit ? options.Timeout : ConnectLimit,
            MaxConnectionsPerServer = 16,
            // An agent sends a dozen header lines; a flood of them is an attack.
            MaxResponseHeadersLength = 64,
        };
        handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        handler.SslOptions.CertificateChainPolicy = certificates.CreatePolicy();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            certificates.Judge(certificate as X509Certificate2, chain, errors) is { } refusal ? throw refusal : true;
        handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, remote, _) => own.Select(remote)!;
        if (own.Certificate is { } certificate)
        {
            handler.SslOptions.ClientCertificates = [certificate];
        }

        return handler;
#endif
    }

#if NETFRAMEWORK
    /// <summary>
    /// HttpWebRequest, which HttpClientHandler stands on here, throws a ProtocolViolationException at a GET with a body, and
    /// the agent's restore windows want one (trap 15). Until a handler of another make serves that one request (issue 5) it
    /// is refused with an error of ours, of which callers can say "unknown".
    /// </summary>
    private void RefuseGetWithBody(HttpMethod method, string traceId)
    {
        if (method == HttpMethod.Get)
        {
            throw new ObshellProtocolException(
                "GetBodyUnsupported", ".NET Framework cannot send the body that this read needs. Use PowerShell 7 for it.", 0, agent)
            { TraceId = traceId };
        }
    }
#endif

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, string traceId, CancellationToken cancellation)
    {
        if (response.Content is null)
        {
            return [];
        }

        long? announced = response.Content.Headers.ContentLength;
        if (announced > MaxAnswerBytes)
        {
            throw TooLarge(response, traceId);
        }

        // A read that is already waiting does not see the token on every platform; closing the answer ends it.
        using CancellationTokenRegistration closing = cancellation.Register(static r => ((HttpResponseMessage)r!).Dispose(), response);
#if NETFRAMEWORK
        using Stream stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#else
        using Stream stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
#endif
        byte[] buffer = new byte[announced is > 0 ? (int)announced.Value + 1 : 4096];
        int length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                if (length >= MaxAnswerBytes)
                {
                    throw TooLarge(response, traceId);
                }

                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, MaxAnswerBytes));
            }

#if NETFRAMEWORK
            int read = await stream.ReadAsync(buffer, length, buffer.Length - length, cancellation).ConfigureAwait(false);
#else
            int read = await stream.ReadAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false);
#endif
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        if (announced > length)
        {
            throw new IOException($"The answer ended after {length} of {announced} bytes.");
        }

        Array.Resize(ref buffer, length);
        return buffer;
    }

    private ObshellProtocolException TooLarge(HttpResponseMessage response, string traceId) => new(
        "AnswerTooLarge", $"{agent} answered with more than {MaxAnswerBytes / (1024 * 1024)} MB. No answer of an agent is that large.",
        (int)response.StatusCode, agent)
    { TraceId = traceId };

    private static TimeSpan? RetryAfterOf(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is not { } given)
        {
            return null;
        }

        TimeSpan? wait = given.Delta ?? (given.Date - DateTimeOffset.UtcNow);
        return wait > TimeSpan.Zero ? wait : null;
    }

    private ObshellConnectionException Explain(Exception e, HttpMethod method, Uri target, bool headersArrived, string traceId)
    {
        if (isTls && ExplainTls(e, traceId) is { } refused)
        {
            return refused;
        }

        string why = Innermost(e).Message;
        if (isTls && !headersArrived && NeverSent(e) && e.InnerException is IOException)
        {
            why = "the TLS handshake broke off: " + why;
        }

        if (!headersArrived && NeverSent(e))
        {
            return new ObshellConnectionException("AgentUnreachable", $"{agent} cannot be reached: {why}", agent, mayHaveRun: false, e) { TraceId = traceId };
        }

        string perhaps = isTls && !hasAnswered && own.Certificate is not null ? $" Perhaps it refused the client certificate {own.Description}." : "";
        return new ObshellConnectionException(
            "ConnectionLost", $"The connection to {agent} broke before {method} {Redactor.CleanByForm(target.PathAndQuery)} was answered: {why}{perhaps}", agent, mayHaveRun: true, e) { TraceId = traceId };
    }

    /// <summary>
    /// Null where TLS is not to blame. What it is to blame for lies before the request, so the request has not run; and it stays as
    /// it is, so nothing is tried again.
    /// </summary>
    private ObshellConnectionException? ExplainTls(Exception e, string traceId)
    {
        if (RefusalIn(e) is { } refusal)
        {
            return new ObshellConnectionException(
                "CertificateRejected", $"The certificate of {agent} was refused: {refusal.Message}.", agent, mayHaveRun: false, e, transient: false)
            { TraceId = traceId, CertificateFaults = refusal.Faults };
        }

        TlsAlert alert = TlsAlerts.In(e);
        bool inHandshake = IsTlsFault(e);
        bool aboutOurs = TlsAlerts.IsAboutOurCertificate(alert);
        if (!inHandshake && !aboutOurs)
        {
            // Some servers close without a word. One that has answered before lets us in without: then it is the weather.
            return own.IsMissing && !hasAnswered && !NeverSent(e)
                ? new ObshellConnectionException(
                    "ClientCertificateRequired", $"{agent} asks for a client certificate, none was given, and it broke off before any answer: {Innermost(e).Message}",
                    agent, mayHaveRun: true, e, transient: false) { TraceId = traceId }
                : null;
        }

        // With TLS 1.3 the agent's word about our certificate comes after our side has finished, in place of the answer.
        (string id, string message) = (alert, aboutOurs) switch
        {
            (TlsAlert.ProtocolVersion, _) => ("TlsTooOld", $"{agent} offers neither TLS 1.2 nor 1.3, and nothing older is spoken here."),
            _ when own.Certificate is not null && aboutOurs => ("ClientCertificateRefused", $"{agent} refused the client certificate {own.Description} ({alert})."),
            _ when alert == TlsAlert.CertificateRequired || (own.IsMissing && (aboutOurs || alert == TlsAlert.HandshakeFailure)) =>
                ("ClientCertificateRequired", $"{agent} demands a client certificate, and none was given."),
            (TlsAlert.HandshakeFailure, _) => ("TlsFailed", $"No TLS connection to {agent}: it broke off the handshake. There is no cipher that both sides know, or it demands a client certificate."),
            _ => ("TlsFailed", $"No TLS connection to {agent}: {Innermost(e).Message}"),
        };
        return new ObshellConnectionException(id, message, agent, mayHaveRun: false, e, transient: false) { TraceId = traceId };
    }

    private CertificateRefusedException? RefusalIn(Exception e)
    {
        for (Exception? at = e; at is not null; at = at.InnerException)
        {
            if (at is CertificateRefusedException refusal)
            {
                return refusal;
            }

#if NETFRAMEWORK
            if (at is WebException { Status: WebExceptionStatus.TrustFailure })
            {
                return lastRefusal;
            }
#endif
        }

        return null;
    }

    private static bool IsTlsFault(Exception e)
    {
        for (Exception? at = e; at is not null; at = at.InnerException)
        {
            if (at is AuthenticationException || (at is WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure }))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True only where the failure shows that not a byte of the request went out.</summary>
    private static bool NeverSent(Exception e)
    {
#if NETFRAMEWORK
        for (Exception? at = e; at is not null; at = at.InnerException)
        {
            if (at is WebException { Status: WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ConnectFailure or WebExceptionStatus.ProxyNameResolutionFailure })
            {
                return true;
            }
        }

        return false;
#else
        // A connect that ran into ConnectTimeout is the one cancellation that comes without a token of ours.
        // A handshake that did not end carried no request.
        return e is HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                    or HttpRequestError.ProxyTunnelError or HttpRequestError.SecureConnectionError
            }
            || e is OperationCanceledException { InnerException: TimeoutException };
#endif
    }

    private static Exception Innermost(Exception e)
    {
        while (e.InnerException is { } inner)
        {
            e = inner;
        }

        return e;
    }
}
