using System.Net.Http;
using Obshell.Client.Errors;

namespace Obshell.Client.Http;

/// <summary>One call of the agent's API. The connection later chooses the agent that gets it.</summary>
internal sealed class ApiRequest
{
    private ApiRequest(HttpMethod method, string pathAndQuery, bool isChange, byte[]? body)
    {
        Method = method;
        PathAndQuery = pathAndQuery;
        IsChange = isChange;
        Body = body;
    }

    public HttpMethod Method { get; }

    /// <summary>Path and query, escaped, without a trailing slash (PROTOCOL 1.1).</summary>
    public string PathAndQuery { get; }

    /// <summary>
    /// Whether the request is a change. A change is sent to one agent. It is sent again only when the agent refused the login, because an
    /// agent that refuses the login has not executed the change.
    /// </summary>
    public bool IsChange { get; }

    /// <summary>UTF-8 JSON, or null.</summary>
    public byte[]? Body { get; }

    /// <summary>False for the routes without a login. Requests to these routes must contain no login header (PROTOCOL 1.2).</summary>
    public bool Authenticated { get; init; } = true;

    /// <summary>Whether this is the request that asks an agent which cluster it belongs to. It is sent before any other request.</summary>
    public bool IsIntroduction { get; private init; }

    /// <summary>Time limit for one try; null means the limit of the connection.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The agent to which this change was last sent, and the trace id of that request; null when it was not sent.</summary>
    public SentChange? Sent { get; set; }

    public static ApiRequest Get(string pathAndQuery, TimeSpan? timeout = null) =>
        new(HttpMethod.Get, pathAndQuery, isChange: false, body: null) { Timeout = timeout };

    public static ApiRequest Open(string pathAndQuery, TimeSpan? timeout = null) =>
        new(HttpMethod.Get, pathAndQuery, isChange: false, body: null) { Authenticated = false, Timeout = timeout };

    /// <summary>Asks which cluster the agent belongs to (PROTOCOL 6.2).</summary>
    public static ApiRequest Introduction { get; } = new(HttpMethod.Get, "/api/v1/ob/info", isChange: false, body: null) { IsIntroduction = true };

    /// <summary>A read whose method, path and body come from the user.</summary>
    public static ApiRequest Read(HttpMethod method, string pathAndQuery, bool authenticated, byte[]? body) =>
        new(method, pathAndQuery, isChange: false, body) { Authenticated = authenticated };

    /// <summary>
    /// A read with a body: a GET (trap 15), or a POST that changes nothing. Like any other read, it can be repeated and sent to another
    /// agent.
    /// </summary>
    public static ApiRequest Question(HttpMethod method, string pathAndQuery, byte[] body) =>
        new(method, pathAndQuery, isChange: false, body);

    /// <summary>
    /// A change. It always has a body, at least <c>{}</c>. The reason: when a kept connection is lost, an HTTP stack may silently repeat a
    /// request that has no body. But a change must not run twice.
    /// </summary>
    public static ApiRequest Change(HttpMethod method, string pathAndQuery, byte[]? body = null, TimeSpan? timeout = null) =>
        new(method, pathAndQuery, isChange: true, body ?? "{}"u8.ToArray()) { Timeout = timeout };
}
