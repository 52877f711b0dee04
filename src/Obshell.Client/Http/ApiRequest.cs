using System.Net.Http;
using Obshell.Client.Errors;

namespace Obshell.Client.Http;

/// <summary>One call of the agent's API. The agent that will get it is not chosen yet.</summary>
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

    /// <summary>Path and query with everything escaped that needs it; no trailing slash (PROTOCOL 1.1).</summary>
    public string PathAndQuery { get; }

    /// <summary>A change goes to one agent and is never repeated, unless authentication failed before it could run.</summary>
    public bool IsChange { get; }

    /// <summary>UTF-8 JSON, or null.</summary>
    public byte[]? Body { get; }

    /// <summary>False for the open routes: they must get no header at all (PROTOCOL 1.2).</summary>
    public bool Authenticated { get; init; } = true;

    /// <summary>Asks an agent which cluster it belongs to, before anything else is sent to it.</summary>
    public bool IsIntroduction { get; private init; }

    /// <summary>Limit for one attempt; null means the connection's.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The id under which a change was last sent, and the agent that it was sent to; null while it has not left this machine.</summary>
    public SentChange? Sent { get; set; }

    public static ApiRequest Get(string pathAndQuery, TimeSpan? timeout = null) =>
        new(HttpMethod.Get, pathAndQuery, isChange: false, body: null) { Timeout = timeout };

    public static ApiRequest Open(string pathAndQuery, TimeSpan? timeout = null) =>
        new(HttpMethod.Get, pathAndQuery, isChange: false, body: null) { Authenticated = false, Timeout = timeout };

    /// <summary>Which cluster the agent belongs to (PROTOCOL 6.2).</summary>
    public static ApiRequest Introduction { get; } = new(HttpMethod.Get, "/api/v1/ob/info", isChange: false, body: null) { IsIntroduction = true };

    /// <summary>A read that the user wrote.</summary>
    public static ApiRequest Read(HttpMethod method, string pathAndQuery, bool authenticated, byte[]? body) =>
        new(method, pathAndQuery, isChange: false, body) { Authenticated = authenticated };

    /// <summary>
    /// A read with its question in the body: a GET (trap 15), or a POST that changes nothing. Like any other read, it may go to another
    /// agent and be repeated.
    /// </summary>
    public static ApiRequest Question(HttpMethod method, string pathAndQuery, byte[] body) =>
        new(method, pathAndQuery, isChange: false, body);

    /// <summary>
    /// A change always carries a body, even if it is only <c>{}</c>. An HTTP stack may silently send a request without a body again when
    /// a kept connection turns out to be dead, and no change may run twice.
    /// </summary>
    public static ApiRequest Change(HttpMethod method, string pathAndQuery, byte[]? body = null, TimeSpan? timeout = null) =>
        new(method, pathAndQuery, isChange: true, body ?? "{}"u8.ToArray()) { Timeout = timeout };
}
