using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Obshell.Simulator;

/// <summary>Handles each HTTP request for an agent: reads and records the request, applies faults, and writes the answer.</summary>
internal sealed class AgentEndpoint
{
    /// <summary>If an answer is larger than this and the handler has set no length, Go's server sends the answer in chunks.</summary>
    private const int ChunkedAbove = 2048;

    private readonly SimulatedCluster _cluster;
    private readonly SimulatedAgent _agent;
    private readonly AgentPipeline _pipeline;

    public AgentEndpoint(SimulatedCluster cluster, SimulatedAgent agent, AgentPipeline pipeline)
    {
        _cluster = cluster;
        _agent = agent;
        _pipeline = pipeline;
    }

    public async Task HandleAsync(HttpContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _agent.Stopping);
        try
        {
            await HandleAsync(context, end.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ConnectionResetException)
        {
            // The client has disconnected, or the agent was stopped. Send nothing more, as after the kill of a real agent.
            context.Abort();
        }
    }

    private async Task HandleAsync(HttpContext context, CancellationToken end)
    {
        var receivedReal = _cluster.Options.TimeProvider.GetUtcNow();
        var receivedAt = receivedReal + _agent.ClockOffset;
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, end);
        var request = new AgentRequest
        {
            Method = context.Request.Method,
            RawTarget = target,
            RawBody = body.ToArray(),
            ContentLength = context.Request.ContentLength ?? (context.Request.Headers.TransferEncoding.Count > 0 ? -1 : 0),
            ConnectionId = context.Connection.Id,
            ReceivedAt = receivedAt,
            HeaderOf = name => context.Request.Headers.TryGetValue(name, out var values) ? values[0] : null,
        };
        var fault = _cluster.Faults.Take(request.Method, target, _agent.Index);
        if (fault is { Kind: FaultKind.Custom, Custom: { } custom })
        {
            if (await custom(context))
            {
                _pipeline.DecodeForRecord(request);
                Record(request, 0, receivedReal);
                return;
            }
            fault = null;
        }
        Answer? answer = null;
        if (fault is null || fault.RunsHandler)
            answer = await _pipeline.HandleAsync(request, end);
        else
            _pipeline.DecodeForRecord(request);
        Record(request, answer?.Status ?? 0, receivedReal);
        if (fault is null)
        {
            await WriteAsync(context, answer!, end);
            return;
        }
        if (fault.Delay > TimeSpan.Zero)
            await Task.Delay(fault.Delay, end);
        await StrikeAsync(context, fault, answer, end);
    }

    private void Record(AgentRequest request, int status, DateTimeOffset receivedReal) => _cluster.Requests.Add(new RecordedRequest
    {
        Method = request.Method,
        PathAndQuery = request.RawTarget,
        AgentIndex = _agent.Index,
        Status = status,
        HeaderName = request.HeaderName,
        HeaderValue = request.HeaderValue,
        HeaderJson = request.HeaderJson,
        RsaBlocks = request.RsaBlocks,
        BodyText = request.BodyText,
        WireBodyLength = request.RawBody.Length,
        TraceId = request.TraceId,
        ReceivedAt = receivedReal,
        ConnectionId = request.ConnectionId,
    });

    private static async Task WriteAsync(HttpContext context, Answer answer, CancellationToken end, bool withLength = false)
    {
        WriteHead(context, answer);
        if (answer.Body.Length == 0)
            return;
        if (withLength || answer.Body.Length <= ChunkedAbove)
            context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body, end);
    }

    private static void WriteHead(HttpContext context, Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.ContentType is { } type)
            context.Response.ContentType = type;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
    }

    private async Task StrikeAsync(HttpContext context, Fault fault, Answer? answer, CancellationToken end)
    {
        IReadOnlyList<KeyValuePair<string, string>> retryAfter = fault.RetryAfter is { } after ? [new("Retry-After", after)] : [];
        switch (fault.Kind)
        {
            case FaultKind.DropBeforeHandler:
            case FaultKind.DropAfterHandler:
                context.Abort();
                break;
            case FaultKind.TruncateAnswer:
                WriteHead(context, answer!);
                context.Response.ContentLength = answer!.Body.Length;
                // Kestrel closes the connection, because the answer is too short. Do not abort the connection: the RST could reach the
                // client before the half body.
                await context.Response.Body.WriteAsync(answer.Body.AsMemory(0, answer.Body.Length / 2), end);
                break;
            case FaultKind.BadGateway502Html:
                await WriteAsync(context, Page(502, "502 Bad Gateway"), end);
                break;
            case FaultKind.GatewayTimeout504:
                await WriteAsync(context, Page(504, "504 Gateway Time-out"), end);
                break;
            case FaultKind.Unavailable503:
                await WriteAsync(context, Text(503, "Service Unavailable") with { Headers = retryAfter }, end);
                break;
            case FaultKind.TooManyRequests429:
                await WriteAsync(context, Text(429, "Too Many Requests") with { Headers = retryAfter }, end);
                break;
            case FaultKind.StallForEver:
                await Task.Delay(Timeout.Infinite, end);
                break;
            case FaultKind.EmptyBody200:
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = 0;
                break;
            case FaultKind.NotJson:
                await WriteAsync(context, new Answer(200, "application/json", "{\"successful\":tru"u8.ToArray()), end);
                break;
            case FaultKind.HtmlPage:
                await WriteAsync(context, AgentPipeline.WebPage, end);
                break;
            case FaultKind.NullData:
                await WriteAsync(context, Edit(answer!, body => body["data"] = null), end);
                break;
            case FaultKind.NullContents:
                await WriteAsync(context, Edit(answer!, body =>
                {
                    if (body["data"] is JsonObject data)
                        data["contents"] = null;
                }), end);
                break;
            case FaultKind.Redirect:
                await WriteAsync(context, new Answer(307, null, []) { Headers = [new("Location", "http://127.0.0.1:9/elsewhere")] }, end);
                break;
            case FaultKind.OneByteAtATime:
                WriteHead(context, answer!);
                context.Response.ContentLength = answer!.Body.Length;
                foreach (var b in answer.Body)
                {
                    await context.Response.Body.WriteAsync(new[] { b }, end);
                    await context.Response.Body.FlushAsync(end);
                }
                break;
            case FaultKind.Panic:
                await WriteAsync(context, _pipeline.Panic("application/json; charset=utf-8"), end);
                break;
            default:
                await WriteAsync(context, answer ?? Text(500, "no answer"), end);
                break;
        }
    }

    private static Answer Page(int status, string title) =>
        new(status, "text/html", Encoding.ASCII.GetBytes($"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"));

    private static Answer Text(int status, string text) => new(status, "text/plain; charset=utf-8", Encoding.ASCII.GetBytes(text + "\n"));

    private static Answer Edit(Answer answer, Action<JsonObject> edit)
    {
        if (answer.Body.Length == 0 || JsonNode.Parse(answer.Body) is not JsonObject body)
            return answer;
        edit(body);
        return answer with { Body = GoJson.Write(body) };
    }
}
