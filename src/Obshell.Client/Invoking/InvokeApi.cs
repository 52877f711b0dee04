using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Redaction;
using Obshell.Client.Wire;

namespace Obshell.Client.Invoking;

/// <summary>Any route of the agent, with the rules of all others: a GET may move on and be repeated, a change is sent once.</summary>
internal sealed class InvokeApi
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    private readonly ObConnection connection;
    private readonly IRequestLog? log;

    public InvokeApi(ObConnection connection, IRequestLog? log)
    {
        this.connection = connection;
        this.log = log;
    }

    public async Task<ApiResult> InvokeAsync(string method, string path, object? body, CancellationToken cancellation)
    {
        string verb = method.ToUpperInvariant();
        if (!Methods.Contains(verb))
        {
            throw new ObshellInputException(new InputFault("InvalidMethod", "Method", "GET, POST, PUT, PATCH or DELETE is expected."));
        }

        string target = ApiPath.Check(path);
        bool isOpen = ApiPath.IsOpen(target);
        if (isOpen && body is not null)
        {
            throw new ObshellInputException(new InputFault("BodyNotSent", "Body", "This route takes no login, so a body would go out unencrypted. It needs none."));
        }

        byte[]? json = RequestBody.Create(body, connection.Redactor);
        try
        {
            return Read(await SendAsync(verb, target, isOpen, json, cancellation).ConfigureAwait(false));
        }
        finally
        {
            if (json is not null)
            {
                Array.Clear(json, 0, json.Length);
            }
        }
    }

    private async Task<Answer> SendAsync(string verb, string target, bool isOpen, byte[]? json, CancellationToken cancellation)
    {
        if (verb == "GET" || isOpen)
        {
            // The only open route with another method is POST status, which reads as well.
            return await connection.ReadAsync(ApiRequest.Read(new HttpMethod(verb), target, !isOpen, json), log, cancellation).ConfigureAwait(false);
        }

        try
        {
            return await connection.ChangeAsync(ApiRequest.Change(new HttpMethod(verb), target, json), log, cancellation).ConfigureAwait(false);
        }
        catch (ObshellException e) when (e.OutcomeUnknown && e is not ObshellApiException)
        {
            throw new ChangeUnknownException($"{verb} {Redactor.CleanByForm(target)} was carried out", e);
        }
    }

    private ApiResult Read(Answer answer)
    {
        if (answer.Data.IsEmpty)
        {
            return new ApiResult(answer.HttpStatus, "", null, answer.Agent, answer.TraceId);
        }

        byte[] json;
        try
        {
            json = RedactedJson.Rewrite(answer.Data, connection.Redactor, answer.Time);
        }
        catch (TimeoutException e)
        {
            throw new ObshellConnectionException("RequestTimeout", $"{answer.Agent} answered, but its answer could not be searched for secrets in time.", answer.Agent, mayHaveRun: true, e)
            { TraceId = answer.TraceId };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Too deep, or half characters.
            throw new ObshellProtocolException(
                "UnexpectedAnswer", $"{answer.Agent} answered with JSON that cannot be read.", answer.HttpStatus, answer.Agent)
            { TraceId = answer.TraceId };
        }

        var shown = new Answer(answer.HttpStatus, json, answer.Timestamp, answer.TraceId, answer.Agent);
        return new ApiResult(answer.HttpStatus, RedactedJson.TextOf(json), Json.Read(shown, WireJson.Default.Object), answer.Agent, answer.TraceId);
    }
}
