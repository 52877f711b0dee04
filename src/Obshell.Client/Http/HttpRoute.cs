using System.Net.Http;

namespace Obshell.Client.Http;

/// <summary>
/// The kind of connection over which a request is sent. .NET sends all requests over kept connections; .NET Framework needs three kinds.
/// </summary>
internal enum HttpRoute
{
    /// <summary>A connection that is kept and used again.</summary>
    Kept,

    /// <summary>
    /// A new connection that is closed afterwards. .NET Framework uses it for changes: all requests except GET. If a kept connection is
    /// lost before the body is sent, HttpWebRequest itself may send the request again (reference source,
    /// Connection.PrepareCloseConnectionSocket). If it does not, the change has an unknown outcome, although the only fault was an old
    /// connection. A new connection prevents both problems. It also ensures that no other request is pipelined with the change (promise 5).
    /// </summary>
    Fresh,

    /// <summary>
    /// WinHTTP, for a GET with a body: HttpWebRequest refuses it with a ProtocolViolationException. Reading restore windows needs such a
    /// GET (trap 15).
    /// </summary>
    WinHttp,
}

/// <summary>Chooses the route. Tests can check this choice without Windows.</summary>
internal static class HttpRoutes
{
    /// <summary>Whether this is the build for .NET Framework.</summary>
    public const bool IsFramework =
#if NETFRAMEWORK
        true;
#else
        false;
#endif

    public static HttpRoute Of(HttpMethod method, bool hasBody, bool isFramework = IsFramework) =>
        !isFramework ? HttpRoute.Kept
        : method != HttpMethod.Get ? HttpRoute.Fresh
        : hasBody ? HttpRoute.WinHttp
        : HttpRoute.Kept;
}
