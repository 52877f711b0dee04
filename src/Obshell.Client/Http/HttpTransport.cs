using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using Obshell.Client.Secrets;
using Obshell.Client.Tls;

namespace Obshell.Client.Http;

/// <summary>
/// Sends HTTP requests to one agent: with limits for time and size, without redirects and cookies, and with a proxy only if the user names
/// one.
/// </summary>
internal sealed class HttpTransport : IDisposable
{
    public const string TraceHeader = "X-OBSHELL-Trace-ID";

    /// <summary>A real answer is never this large: 10,000 DAGs without details are 3 MB.</summary>
    public const int MaxAnswerBytes = 32 * 1024 * 1024;

    /// <summary>
    /// The size in the header of an answer may be false. So before the data arrives, at most this much memory is allocated.
    /// </summary>
    private const int MaxFirstBuffer = 1024 * 1024;

    /// <summary>The longest pause before a read is repeated, even if the agent asks for a longer pause.</summary>
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(60);

    private readonly string agent;
    private readonly TimeProvider time;
    private readonly TransportFaults faults;
#if NETFRAMEWORK
    private readonly RoutedHttp connections;
#else
    private readonly HttpConnections connections;
#endif

    public HttpTransport(ServerAddress address, ConnectOptions options)
    {
        agent = address.Name;
        time = options.TimeProvider;
        var certificates = new CertificateCheck(
            address.BaseUri.Host, options.CertificateAuthority is { } file ? CertificateAuthorityFile.Load(file) : null, options.SkipCertificateCheck);
        var own = new ClientCertificate(options.ClientCertificate);
        faults = new TransportFaults(agent, address.IsTls, own);
#if NETFRAMEWORK
        connections = new RoutedHttp(route => WithDefaults(
            new HttpClient(options.Handler
                ?? (route == HttpRoute.WinHttp ? HttpHandlers.CreateWinHttp(options, certificates, own, r => faults.LastRefusal = r)
                    : HttpHandlers.Create(options, certificates, own, r => faults.LastRefusal = r))),
            options));
#else
        connections = new HttpConnections(() =>
        {
            var pool = options.Handler is { } memory ? new HttpPool(memory) : new HttpPool(HttpHandlers.Create(options, certificates, own));
            WithDefaults(pool.Client, options);
            return pool;
        });
#endif
    }

    /// <summary>Sends the request once and reads the whole answer.</summary>
    /// <exception cref="ObshellConnectionException">The client received no complete answer.</exception>
    /// <exception cref="ObshellProtocolException">The answer is too large.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<RawAnswer> SendAsync(
        HttpMethod method, Uri target, string? headerName, string? header, string? body, string traceId, TimeSpan limit, CancellationToken cancellation)
    {
        using HttpRequestMessage request = Compose(method, target, headerName, header, body, traceId);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limit);
        bool headersArrived = false;
        try
        {
#if NETFRAMEWORK
            HttpRoute route = HttpRoutes.Of(method, hasBody: body is not null);
            using HttpResponseMessage response = await GivenUp.WithAsync(connections.SendAsync(request, CheckRoute(route, traceId), deadline.Token), deadline.Token).ConfigureAwait(false);
#else
            using HttpResponseMessage response = await connections.SendAsync(request, deadline.Token).ConfigureAwait(false);
#endif
            headersArrived = faults.HasAnswered = true;
#if NETFRAMEWORK
            byte[] bytes = await GivenUp.WithAsync(ReadAsync(response, traceId, deadline.Token), deadline.Token).ConfigureAwait(false);
#else
            byte[] bytes = await ReadAsync(response, traceId, deadline.Token).ConfigureAwait(false);
#endif
            return new RawAnswer((int)response.StatusCode, bytes, RetryAfterOf(response), traceId, agent);
        }
        catch (Exception e) when (cancellation.IsCancellationRequested && e is not ObshellException)
        {
            throw new OperationCanceledException(HttpTexts.FormatCancelled(agent), e, cancellation);
        }
        catch (Exception e) when (deadline.IsCancellationRequested && e is not ObshellException)
        {
            throw ObshellConnectionException.TimedOut(
                HttpTexts.FormatNoAnswerInTime(agent, method.Method, Redactor.CleanByForm(target.PathAndQuery), limit.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)),
                agent, traceId, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or WebException or OperationCanceledException or ObjectDisposedException)
        {
            throw faults.Explain(e, method, target, headersArrived, traceId);
        }
        finally
        {
#if !NETFRAMEWORK
            // After a cancellation, a handler of .NET may keep a connection that is half made or half read. HttpWebRequest does not.
            connections.Leave(deadline.IsCancellationRequested);
#endif
        }
    }

    public void Dispose() => connections.Dispose();

    private static HttpClient WithDefaults(HttpClient client, ConnectOptions options)
    {
        client.Timeout = Timeout.InfiniteTimeSpan;
        client.DefaultRequestHeaders.ExpectContinue = false;
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", AgentLanguage.Of(options.Language));
        return client;
    }

#if NETFRAMEWORK
    private HttpRoute CheckRoute(HttpRoute route, string traceId) => route == HttpRoute.WinHttp && !WinHttpRoute.IsAvailable
        ? throw new ObshellProtocolException(
            "GetBodyUnsupported", HttpTexts.MonoGetBody, 0, agent)
        { TraceId = traceId }
        : route;
#endif

    private static HttpRequestMessage Compose(HttpMethod method, Uri target, string? headerName, string? header, string? body, string traceId)
    {
        var request = new HttpRequestMessage(method, target);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation(TraceHeader, traceId);
        if (headerName is not null)
        {
            request.Headers.TryAddWithoutValidation(headerName, header);
        }

        if (body is not null)
        {
            // The body is base64. The SDKs send it in the same way, and the agent ignores the character set.
            request.Content = new StringContent(body, Encoding.ASCII);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return request;
    }

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

        // On some platforms a cancellation does not end a read that is already waiting. Closing the answer ends the read.
        using CancellationTokenRegistration closing = cancellation.Register(static r => ((HttpResponseMessage)r!).Dispose(), response);
#if NETFRAMEWORK
        using Stream stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#else
        using Stream stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
#endif
        // When the header contains the size, the array has this size from the beginning, so the answer of a poll is not copied.
        byte[] buffer = new byte[announced is { } size ? (int)Math.Min(size, MaxFirstBuffer) : 4096];
        int length = 0;
        while (length != announced)
        {
            if (length == buffer.Length)
            {
                if (length >= MaxAnswerBytes)
                {
                    throw TooLarge(response, traceId);
                }

                Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, announced ?? MaxAnswerBytes));
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
            throw new IOException(HttpTexts.FormatAnswerEndedEarly(length, announced));
        }

        Array.Resize(ref buffer, length);
        return buffer;
    }

    private ObshellProtocolException TooLarge(HttpResponseMessage response, string traceId) => new(
        "AnswerTooLarge", HttpTexts.FormatAnswerTooLarge(agent, MaxAnswerBytes / (1024 * 1024)),
        (int)response.StatusCode, agent)
    { TraceId = traceId };

    private TimeSpan? RetryAfterOf(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is not { } given)
        {
            return null;
        }

        // A time in Retry-After is a time on the sender's clock. The Date header shows this clock; this machine's clock may be wrong (trap
        // 21).
        TimeSpan? wait = given.Delta ?? (given.Date - (response.Headers.Date ?? time.GetUtcNow()));
        return wait > MaxRetryAfter ? MaxRetryAfter : wait > TimeSpan.Zero ? wait : null;
    }
}
