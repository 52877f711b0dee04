using System.Net.Http;

namespace Obshell.Client.Http;

/// <summary>The connections over which a request goes. .NET sends all requests over kept connections; .NET Framework needs three ways.</summary>
internal enum HttpRoute
{
    /// <summary>A connection that is kept and used again.</summary>
    Kept,

    /// <summary>
    /// A new connection that is closed afterwards. On .NET Framework it is used for changes: all requests except GET. If a kept
    /// connection breaks before the body was begun, HttpWebRequest itself sends the request again (reference source,
    /// Connection.PrepareCloseConnectionSocket). Where it may not, a change ends as "outcome unknown" although only the kept connection
    /// was old. On a new connection neither happens, and nothing is pipelined before or after the request (promise 5).
    /// </summary>
    Fresh,

    /// <summary>
    /// WinHTTP. For a GET with a body HttpWebRequest throws a ProtocolViolationException, and restore windows need such a GET (trap 15).
    /// </summary>
    WinHttp,
}

/// <summary>Chooses the route. It is separate from the sending, so that tests can check the choice without Windows.</summary>
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
