using System.Net.Http;

namespace Obshell.Client.Http;

/// <summary>Over which connections a request goes. .NET sends all of them over kept ones; .NET Framework needs three ways.</summary>
internal enum HttpRoute
{
    /// <summary>A connection that is kept and used again.</summary>
    Kept,

    /// <summary>
    /// A connection of its own, closed afterwards: on .NET Framework for changes, that is for all that is no GET. Its
    /// HttpWebRequest sends by itself again what broke on a kept connection, as long as the body was not begun (reference
    /// source, Connection.PrepareCloseConnectionSocket); where it may not, a change ends as "outcome unknown" though only the
    /// kept connection was stale. On a fresh one neither happens, and nothing is pipelined in front or behind (promise 5).
    /// </summary>
    Fresh,

    /// <summary>
    /// WinHTTP: HttpWebRequest throws a ProtocolViolationException at a GET with a body, and restore windows want one (trap 15).
    /// </summary>
    WinHttp,
}

/// <summary>Chooses the route; apart from the sending, so that the choice can be tested where there is no Windows.</summary>
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
