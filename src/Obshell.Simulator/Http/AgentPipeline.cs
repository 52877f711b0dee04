using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Obshell.Simulator;

/// <summary>The agent's middlewares in the order of PROTOCOL 1.2, from the request line to the JSON answer.</summary>
internal sealed class AgentPipeline
{
    private const string Json = "application/json";

    /// <summary>The default content type of gin. Answers have it until SetContentType has run (PROTOCOL 1.2).</summary>
    private const string JsonWithCharset = "application/json; charset=utf-8";

    /// <summary>The web UI: the answer for any path outside /api/v1.</summary>
    public static readonly Answer WebPage = new(200, "text/html; charset=utf-8", Encoding.ASCII.GetBytes("<!DOCTYPE html><html><head><title>OBShell Dashboard</title></head><body><div id=\"root\"></div></body></html>"));

    private readonly SimulatedCluster _cluster;
    private readonly SimulatedAgent _agent;
    private readonly RouteTable _routes;

    public AgentPipeline(SimulatedCluster cluster, SimulatedAgent agent, RouteTable routes)
    {
        _routes = routes;
        _cluster = cluster;
        _agent = agent;
    }

    public async Task<Answer> HandleAsync(AgentRequest request, CancellationToken end)
    {
        if (Redirect(request) is { } redirect)
            return redirect;
        request.Language = AgentRequest.LanguageOf(request.HeaderOf("Accept-Language"));
        var started = _cluster.Options.TimeProvider.GetTimestamp();
        var contentType = JsonWithCharset;
        try
        {
            DecryptHeader(request);
            DecryptBody(request);
            PadBody(request);
            request.TraceId = request.HeaderOf("X-OBSHELL-Trace-ID") is { Length: > 0 } given ? given : AgentRequest.NewTraceId();
            request.Body = ParseObject(request.BodyText);
            contentType = Json;
            var path = request.Path;
            if (!IsApi(path))
                return WebPage;
            if (_routes.Find(request.Method, path) is not var (route, parameters))
                throw new AgentException(ErrorCodes.NotFound.With("404 not found"));
            if (path == "/api/v1/status")
                request.TraceId = "";
            var context = new RouteContext(_cluster, _agent, request, parameters);
            if (route.IsProtected)
            {
                lock (_cluster.Gate)
                    context = Verification.Check(context);
            }
            var result = await route.HandleAsync(context, end);
            if (result.IsNoContent)
                return new Answer(204, Json, []);
            return new Answer(200, Json, Envelope(request, 200, started, result.HasData, result.Data, null));
        }
        catch (AgentException e)
        {
            var status = e.Error.Code.Status;
            return new Answer(status, contentType, Envelope(request, status, started, e.NullData, null, e.Error));
        }
        catch (AgentPanicException)
        {
            return Panic(contentType);
        }
    }

    /// <summary>Decrypts header and body only for the record, when a fault prevents the execution of the request.</summary>
    public void DecodeForRecord(AgentRequest request)
    {
        try
        {
            DecryptHeader(request);
            DecryptBody(request);
            PadBody(request);
        }
        catch (Exception e) when (e is AgentException or AgentPanicException)
        {
            // The request cannot be decrypted. The record contains the received text.
        }
    }

    /// <summary>The fixed answer of PROTOCOL 1.6. Its timestamp is the start time of the agent.</summary>
    public Answer Panic(string contentType)
    {
        var body = new JsonObject
        {
            ["successful"] = false,
            ["timestamp"] = GoTime.Nano(_agent.StartedAt, _cluster.Options.HostUtcOffset),
            ["duration"] = 0,
            ["status"] = 500,
            ["traceId"] = "",
            ["error"] = ErrorBody(ErrorCodes.Unexpected.With("Internal Server Error"), "en"),
        };
        return new Answer(500, contentType, GoJson.Write(body));
    }

    private static bool IsApi(string path) => path == "/api/v1" || path.StartsWith("/api/v1/", StringComparison.Ordinal);

    /// <summary>gin's RedirectTrailingSlash. gin redirects before all middlewares, so the answer is not JSON (PROTOCOL 1.1).</summary>
    private Answer? Redirect(AgentRequest request)
    {
        var path = request.Path;
        if (path.Length < 2 || path[^1] != '/' || _routes.Find(request.Method, path[..^1]) is null)
            return null;
        var raw = request.RawPath;
        var query = request.RawTarget.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? request.RawTarget[at..] : "";
        var location = raw[..^1] + query;
        var isGet = request.Method == "GET";
        return new Answer(isGet ? 301 : 307, isGet ? "text/html; charset=utf-8" : null, isGet ? Encoding.ASCII.GetBytes($"<a href=\"{location}\">Moved Permanently</a>.\n\n") : [])
        {
            Headers = [new("Location", location)],
        };
    }

    /// <summary>
    /// Step 3 runs for every route, protected or not. If a request has both headers, the agent header is used (PROTOCOL 2.3).
    /// </summary>
    private void DecryptHeader(AgentRequest request)
    {
        const string agentHeader = "X-OCS-Agent-Header";
        const string rootHeader = "X-OCS-Header";
        var name = request.HeaderOf(agentHeader) is { Length: > 0 } ? agentHeader : rootHeader;
        if (request.HeaderOf(name) is not { Length: > 0 } value)
            return;
        request.HeaderName = name;
        request.IsAgentHeader = name == agentHeader;
        request.HeaderValue = value;
        var (cipher, error) = GoBase64.Decode(value);
        if (error is { } at)
            throw Undecodable($"illegal base64 data at input byte {at}");
        var plain = _agent.Key.Decrypt(cipher, out var blocks) ?? throw Undecodable("crypto/rsa: decryption error");
        request.RsaBlocks = blocks;
        request.HeaderJson = AgentRequest.Utf8(plain);
        try
        {
            request.Auth = AuthHeader.Parse(plain);
        }
        catch (FormatException e)
        {
            throw Undecodable(e.Message);
        }
    }

    private static AgentException Undecodable(string reason) => new(ErrorCodes.HeaderDecryptFailed.With(reason));

    /// <summary>Step 4 runs only for a request with a header and a body.</summary>
    private static void DecryptBody(AgentRequest request)
    {
        var text = AgentRequest.Utf8(request.RawBody);
        request.BodyText = request.Auth is { } auth && text.Length > 0 && request.Path != "/api/v1/package"
            ? AgentRequest.Utf8(BodyCipher.Decrypt(text, auth.Keys))
            : text;
    }

    /// <summary>Step 5: replaces an empty body by <c>{}</c>. A chunked empty body has no known length and is unchanged.</summary>
    private static void PadBody(AgentRequest request)
    {
        if (request.ContentLength == 0)
            request.BodyText = "{}";
    }

    private static JsonElement? ParseObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Null ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private byte[] Envelope(AgentRequest request, int status, long started, bool hasData, JsonNode? data, AgentError? error)
    {
        var now = _agent.Now;
        var body = new JsonObject
        {
            ["successful"] = error is null,
            ["timestamp"] = GoTime.Nano(now, _cluster.Options.HostUtcOffset),
            ["duration"] = (long)_cluster.Options.TimeProvider.GetElapsedTime(started).TotalMilliseconds,
            ["status"] = status,
            ["traceId"] = request.TraceId,
        };
        if (hasData)
            body["data"] = data;
        if (error is not null)
            body["error"] = ErrorBody(error, request.Language);
        return GoJson.Write(body);
    }

    private JsonObject ErrorBody(AgentError error, string? language)
    {
        var json = new JsonObject();
        var message = error.Message(language);
        if (_agent.Legacy == LegacyMode.Before431)
        {
            // All authentication errors begin with the same text. In 4.3.0 and later, the details follow this text (PROTOCOL 8).
            var isAuth = error.Code.Status == 401;
            json["code"] = isAuth ? 10008 : error.Code.OldNumber;
            json["message"] = !isAuth ? message : _agent.IsAtLeast(4, 3, 0) ? "Verification failed: " + message : "Verification failed";
            return json;
        }
        var number = error.Code.Number;
        if (_agent.Legacy == LegacyMode.Before442 && error.Code == ErrorCodes.HeaderDecryptFailed)
            number = null;
        if (number is { } code)
            json["code"] = code;
        json["errCode"] = error.Code.Name;
        json["message"] = message;
        return json;
    }
}
