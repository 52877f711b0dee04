using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Authentication;
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
    private readonly CertificateCheck certificates;
#if NETFRAMEWORK
    private readonly HttpClient http;
#else
    private readonly ConnectOptions options;
    private readonly object gate = new();
    private HttpPool pool;
    private int underWay;
    private bool gaveUp;
    private bool disposed;
#endif

    public HttpTransport(ServerAddress address, ConnectOptions options)
    {
        agent = address.Name;
        certificates = new CertificateCheck(options);
#if NETFRAMEWORK
        http = WithDefaults(new HttpClient(CreateHandler(options, certificates)), options);
#else
        this.options = options;
        pool = CreatePool();
#endif
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
        HttpClient http = Enter();
        try
        {
            using HttpResponseMessage response = await http
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token).ConfigureAwait(false);
            headersArrived = true;
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
                agent, mayHaveRun: true, e) { TraceId = traceId };
        }
        catch (Exception e) when (e is HttpRequestException or IOException or WebException or OperationCanceledException or ObjectDisposedException)
        {
            throw Explain(e, method, target, headersArrived, traceId);
        }
        finally
        {
            Leave(deadline.IsCancellationRequested);
        }
    }

#if NETFRAMEWORK
    public void Dispose() => http.Dispose();

    private HttpClient Enter() => http;

    private static void Leave(bool hasGivenUp)
    {
        // An aborted HttpWebRequest leaves no connection behind.
    }
#else
    public void Dispose()
    {
        HttpPool last;
        lock (gate)
        {
            disposed = true;
            last = pool;
        }

        last.Dispose();
    }

    private HttpClient Enter()
    {
        lock (gate)
        {
            underWay++;
            return pool.Client;
        }
    }

    /// <summary>
    /// After a request that was given up, and once no other is under way, all connections are closed: one may be half made or
    /// half read, and nobody waits for it. The next request finds a new pool, so that none is closed under its feet.
    /// </summary>
    private void Leave(bool hasGivenUp)
    {
        HttpPool? left = null;
        lock (gate)
        {
            gaveUp |= hasGivenUp;
            if (--underWay == 0 && gaveUp && !disposed)
            {
                left = pool;
                pool = CreatePool();
                gaveUp = false;
            }
        }

        left?.Dispose();
    }

    private HttpPool CreatePool()
    {
        var fresh = new HttpPool(CreateHandler(options, certificates));
        WithDefaults(fresh.Client, options);
        return fresh;
    }
#endif

    private static HttpClient WithDefaults(HttpClient http, ConnectOptions options)
    {
        http.Timeout = Timeout.InfiniteTimeSpan;
        http.DefaultRequestHeaders.ExpectContinue = false;
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", AgentLanguage.Of(options.Language));
        return http;
    }

#if NETFRAMEWORK
    private static HttpClientHandler CreateHandler(ConnectOptions options, CertificateCheck certificates)
    {
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
            ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) => certificates.IsAcceptable(certificate, chain, errors),
        };
        if (options.ClientCertificate is { } certificate)
        {
            handler.ClientCertificates.Add(certificate);
        }

        return handler;
    }
#else
    private static SocketsHttpHandler CreateHandler(ConnectOptions options, CertificateCheck certificates)
    {
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
            // What is not read of an answer is not wanted: by default it is waited for 2 s to save the connection.
            ResponseDrainTimeout = TimeSpan.Zero,
        };
        handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            certificates.IsAcceptable(certificate as System.Security.Cryptography.X509Certificates.X509Certificate2, chain, errors);
        if (options.ClientCertificate is { } own)
        {
            handler.SslOptions.ClientCertificates = [own];
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => own;
        }

        return handler;
    }
#endif

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
                "GetBodyUnsupported", ".NET Framework cannot send the body that this read needs. Use PowerShell 7 for it.", 0, agent) { TraceId = traceId };
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
        (int)response.StatusCode, agent) { TraceId = traceId };

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
        string why = Innermost(e).Message;
        if (certificates.LastRefusal is { } refusal && IsTlsFault(e))
        {
            return new ObshellConnectionException(
                "CertificateRejected", $"The certificate of {agent} was refused: {refusal}.", agent, mayHaveRun: false, e, transient: false) { TraceId = traceId };
        }

        if (IsTlsFault(e))
        {
            return new ObshellConnectionException(
                "TlsFailed", $"No TLS connection to {agent}: {why}", agent, mayHaveRun: false, e, transient: false) { TraceId = traceId };
        }

        if (!headersArrived && NeverSent(e))
        {
            return new ObshellConnectionException("AgentUnreachable", $"{agent} cannot be reached: {why}", agent, mayHaveRun: false, e) { TraceId = traceId };
        }

        return new ObshellConnectionException(
            "ConnectionLost", $"The connection to {agent} broke before {method} {Redactor.CleanByForm(target.PathAndQuery)} was answered: {why}", agent, mayHaveRun: true, e) { TraceId = traceId };
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
        return e is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError }
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
