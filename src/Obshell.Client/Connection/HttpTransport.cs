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

    /// <summary>What is announced is a promise, and memory is given for it only so far; the rest when it has come.</summary>
    private const int LargestFirstBuffer = 1024 * 1024;

    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    private readonly string agent;
    private readonly CertificateCheck certificates;
    private readonly HttpClient http;

    public HttpTransport(ServerAddress address, ConnectOptions options)
    {
        agent = address.Name;
        certificates = new CertificateCheck(options);
        http = new HttpClient(options.Handler ?? CreateHandler(options, certificates), disposeHandler: options.Handler is null) { Timeout = Timeout.InfiniteTimeSpan };
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
    }

    public void Dispose() => http.Dispose();

    private static HttpMessageHandler CreateHandler(ConnectOptions options, CertificateCheck certificates)
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
            ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) => certificates.IsAcceptable(certificate, chain, errors),
        };
        if (options.ClientCertificate is { } certificate)
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
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            certificates.IsAcceptable(certificate as System.Security.Cryptography.X509Certificates.X509Certificate2, chain, errors);
        if (options.ClientCertificate is { } own)
        {
            handler.SslOptions.ClientCertificates = [own];
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => own;
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
        byte[] buffer = new byte[announced is > 0 ? (int)Math.Min(announced.Value + 1, LargestFirstBuffer) : 4096];
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
        bool garbled = IsGarbled(e);

        // What is no HTTP is quoted by .NET, and may quote what we sent: neither the words nor the exception go further.
        string why = garbled ? "it sent what is no HTTP answer, or one with too many headers" : Innermost(e).Message.TrimEnd('.');
        Exception? cause = garbled ? null : e;
        if (certificates.LastRefusal is { } refusal && IsTlsFault(e))
        {
            return new ObshellConnectionException(
                "CertificateRejected", $"The certificate of {agent} was refused: {refusal}.", agent, mayHaveRun: false, e, transient: false) { TraceId = traceId };
        }

        if (IsTlsFault(e))
        {
            return new ObshellConnectionException(
                "TlsFailed", $"No TLS connection to {agent}: {why}.", agent, mayHaveRun: false, e, transient: false) { TraceId = traceId };
        }

        if (!headersArrived && NeverSent(e))
        {
            return new ObshellConnectionException("AgentUnreachable", $"{agent} cannot be reached: {why}.", agent, mayHaveRun: false, e) { TraceId = traceId };
        }

        return new ObshellConnectionException(
            "ConnectionLost", $"The connection to {agent} broke before {method} {Redactor.CleanByForm(target.PathAndQuery)} was answered: {why}.", agent, mayHaveRun: true, cause) { TraceId = traceId };
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

    private static bool IsGarbled(Exception e)
    {
#if !NETFRAMEWORK
        for (Exception? at = e; at is not null; at = at.InnerException)
        {
            if (at is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded }
                or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded })
            {
                return true;
            }
        }
#endif
        // .NET Framework says no more than which part was wrong.
        return false;
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
