using System.Net.Http;
using System.Text.Json;
using Obshell.Client.Changes;
using Obshell.Client.Connection;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Secrets;

namespace Obshell.Client.Raw;

/// <summary>
/// Calls any route of the agent, with the rules of all other calls: a GET can be repeated and sent to another agent, a change is sent once.
/// </summary>
public sealed class RawApi
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    private readonly ApiCaller caller;
    private readonly Redactor redactor;

    internal RawApi(ApiCaller caller)
    {
        this.caller = caller;
        redactor = caller.Connection.Redactor;
    }

    /// <summary>Calls a route.</summary>
    /// <param name="method">GET, POST, PUT, PATCH or DELETE.</param>
    /// <param name="path">Path and query, <c>/api/v1/...</c>, encoded.</param>
    /// <param name="body">A dictionary of plain values, or JSON text of one object; null for none.</param>
    /// <param name="cancellation">Ends the wait for the answer.</param>
    /// <exception cref="ObshellInputException">Path or body cannot be sent; nothing was sent.</exception>
    /// <exception cref="ChangeUnknownException">The answer to a change was lost.</exception>
    public async Task<ApiResult> InvokeAsync(string method, string path, object? body = null, CancellationToken cancellation = default)
    {
        string verb = method.ToUpperInvariant();
        if (!Methods.Contains(verb))
        {
            throw new ObshellInputException(new InputFault("InvalidMethod", "Method", RawTexts.MethodNotValid));
        }

        string target = ApiPath.Check(path);
        bool isOpen = ApiPath.IsOpen(target);
        if (isOpen && body is not null)
        {
            throw new ObshellInputException(new InputFault("BodyNotSent", "Body", RawTexts.BodyNotSent));
        }

        byte[]? json = RequestBody.Create(body, redactor);
        try
        {
            return await SendAsync(verb, target, isOpen, json, cancellation).ConfigureAwait(false);
        }
        finally
        {
            if (json is not null)
            {
                PlainArray.Clear(json);
            }
        }
    }

    private async Task<ApiResult> SendAsync(string verb, string target, bool isOpen, byte[]? json, CancellationToken cancellation)
    {
        if (verb == "GET" || isOpen)
        {
            // The routes without a login change nothing. One of them, status, uses POST, and is a read.
            return Read(await caller.ReadAsync(ApiRequest.Read(new HttpMethod(verb), target, !isOpen, json), cancellation).ConfigureAwait(false));
        }

        // Only the user knows what the request changes. So the client cannot read whether the change was made.
        var change = new Change<ApiResult>(
            ApiRequest.Change(new HttpMethod(verb), target, json), ChangeTexts.FormatUnknownRequest(verb, Redactor.CleanByForm(target)), ChangeSubject.Anything,
            (answer, _) => Task.FromResult(Read(answer)));
        return await new ChangeSender(caller.Connection, caller.Log).SendAsync(change, cancellation).ConfigureAwait(false);
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
            json = RedactedJson.Rewrite(answer.Data, redactor, answer.Time);
        }
        catch (TimeoutException e)
        {
            throw ObshellConnectionException.TimedOut(RawTexts.FormatSearchTookTooLong(answer.Agent), answer.Agent, answer.TraceId, e);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The JSON is nested too deep, or contains half of a surrogate pair.
            throw new ObshellProtocolException(
                "UnexpectedAnswer", RawTexts.FormatAnswerNotJson(answer.Agent), answer.HttpStatus, answer.Agent)
            { TraceId = answer.TraceId };
        }

        var shown = new Answer(answer.HttpStatus, json, answer.Timestamp, answer.TraceId, answer.Agent);
        return new ApiResult(answer.HttpStatus, RedactedJson.TextOf(json), AnswerData.Read(shown, PlainJson.Default.Object), answer.Agent, answer.TraceId);
    }
}
