using System.Net;
using System.Net.Http;
#if NETFRAMEWORK
using System.Net.Sockets;
#endif
using System.Security.Authentication;
using Obshell.Client.Display;
using Obshell.Client.Secrets;
using Obshell.Client.Tls;

namespace Obshell.Client.Http;

/// <summary>
/// Makes an error from the platform's exception for a lost connection. The error contains a text for the user, whether the request may have
/// run, and whether the problem may be temporary.
/// </summary>
internal sealed class TransportFaults
{
    private readonly string agent;
    private readonly bool isTls;
    private readonly ClientCertificate own;

    /// <param name="agent">The agent of the connection.</param>
    /// <param name="isTls">Whether the connection used TLS.</param>
    /// <param name="own">The client certificate that was sent or required.</param>
    public TransportFaults(string agent, bool isTls, ClientCertificate own)
    {
        this.agent = agent;
        this.isTls = isTls;
        this.own = own;
    }

    /// <summary>Whether the agent has answered before. If so, the agent accepts these TLS settings.</summary>
    public bool HasAnswered { get; set; }

    /// <summary>
    /// The last certificate that the callback refused. .NET Framework needs this property, because its callback cannot throw an exception
    /// to the caller.
    /// </summary>
    public CertificateRefusedException? LastRefusal { get; set; }

    /// <param name="e">The platform's exception.</param>
    /// <param name="method">The method of the request.</param>
    /// <param name="target">The target of the request.</param>
    /// <param name="headersArrived">Whether the headers of the answer had arrived.</param>
    /// <param name="traceId">The id of the request.</param>
    public ObshellConnectionException Explain(Exception e, HttpMethod method, Uri target, bool headersArrived, string traceId)
    {
        if (isTls && ExplainTls(e, traceId) is { } refused)
        {
            return refused;
        }

        bool garbled = IsGarbled(e);

        // For an answer that is not HTTP, .NET quotes the answer in the exception, and the answer may contain data that the client sent. So
        // the message and the exception are not used.
        string why = garbled ? HttpTexts.NotHttp : Listing.WithoutStop(Innermost(e).Message);
        if (!headersArrived && NeverSent(e))
        {
            string text = isTls && e.InnerException is IOException ? HttpTexts.FormatHandshakeEnded(agent, why) : HttpTexts.FormatUnreachable(agent, why);
            return new ObshellConnectionException("AgentUnreachable", text, agent, mayHaveRun: false, e) { TraceId = traceId };
        }

        string? perhaps = isTls && !HasAnswered && own.Certificate is not null ? HttpTexts.FormatClientCertificatePerhapsRefused(own.Description) : null;
        return new ObshellConnectionException(
            "ConnectionLost", Listing.Sentences(HttpTexts.FormatConnectionLost(agent, method.Method, Redactor.CleanByForm(target.PathAndQuery), why), perhaps),
            agent, mayHaveRun: true, garbled ? null : e)
        { TraceId = traceId };
    }

    /// <summary>
    /// The error when TLS is the cause; otherwise null. A TLS handshake fails before the request is sent, so the request has not run. The
    /// handshake would fail again, so the request is not repeated.
    /// </summary>
    private ObshellConnectionException? ExplainTls(Exception e, string traceId)
    {
        if (RefusalIn(e) is { } refusal)
        {
            return new ObshellConnectionException(
                "CertificateRejected", HttpTexts.FormatCertificateRejected(agent, refusal.Message), agent, mayHaveRun: false, e, transient: false)
            { TraceId = traceId, CertificateFaults = refusal.Faults };
        }

        TlsAlert alert = TlsAlerts.In(e);
        bool inHandshake = IsTlsFault(e);
        bool aboutOurs = TlsAlerts.IsAboutOurCertificate(alert);
        if (!inHandshake && !aboutOurs)
        {
            // Some servers that require a client certificate close the connection without an alert. But a server that has answered before
            // does not require a client certificate, so an error after an answer may be temporary.
            return own.IsMissing && !HasAnswered && !NeverSent(e)
                ? new ObshellConnectionException(
                    "ClientCertificateRequired", HttpTexts.FormatClientCertificateNotGiven(agent, Innermost(e).Message),
                    agent, mayHaveRun: true, e, transient: false)
                { TraceId = traceId }
                : null;
        }

        // With TLS 1.3, the agent judges the client certificate after the client's side of the handshake has ended. So the alert comes in
        // place of the HTTP answer.
        (string id, string message) = (alert, aboutOurs) switch
        {
            // This alert has two possible causes: the agent offers only old versions, or this machine's policy has disabled the newer
            // versions.
            (TlsAlert.ProtocolVersion, _) => ("TlsTooOld", HttpTexts.FormatTlsTooOld(agent)),
            _ when own.Certificate is not null && aboutOurs => ("ClientCertificateRefused", HttpTexts.FormatClientCertificateRefused(agent, own.Description, alert.ToString())),
            _ when alert == TlsAlert.CertificateRequired || (own.IsMissing && (aboutOurs || alert == TlsAlert.HandshakeFailure)) =>
                ("ClientCertificateRequired", HttpTexts.FormatClientCertificateMissing(agent)),
            (TlsAlert.HandshakeFailure, _) => ("TlsFailed", HttpTexts.FormatHandshakeFailed(agent)),
            _ => ("TlsFailed", HttpTexts.FormatTlsFailed(agent, Innermost(e).Message)),
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
            if (at is WebException { Status: WebExceptionStatus.TrustFailure } || (WinHttpRoute.IsTlsFault(at) && LastRefusal is not null))
            {
                return LastRefusal;
            }
#endif
        }

        return null;
    }

    private static bool IsTlsFault(Exception e)
    {
        for (Exception? at = e; at is not null; at = at.InnerException)
        {
#if NETFRAMEWORK
            if (WinHttpRoute.IsTlsFault(at))
            {
                return true;
            }
#endif
            if (at is AuthenticationException || (at is WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure }))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True only when the exception shows that no byte of the request was sent.</summary>
    private static bool NeverSent(Exception e)
    {
#if NETFRAMEWORK
        for (Exception? at = e; at is not null; at = at.InnerException)
        {
            // Mono throws the exception of the socket.
            if (WinHttpRoute.NeverSent(at)
                || at is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound }
                || at is WebException { Status: WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ConnectFailure or WebExceptionStatus.ProxyNameResolutionFailure })
            {
                return true;
            }
        }

        return false;
#else
        // A cancellation with a TimeoutException means that the connection was not made within ConnectTimeout. Before the TLS handshake
        // ends, no request is sent.
        return e is HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                    or HttpRequestError.ProxyTunnelError or HttpRequestError.SecureConnectionError
        }
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
        // .NET Framework does not quote the answer. It reports only which part is not valid.
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
