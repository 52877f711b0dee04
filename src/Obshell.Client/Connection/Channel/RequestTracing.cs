using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Obshell.Client.Http;
using Obshell.Client.Secrets;

namespace Obshell.Client.Connection.Channel;

/// <summary>Reports to the log every request that is sent to one agent, without secrets.</summary>
internal sealed class RequestTracing
{
    private readonly string agent;
    private readonly Redactor redactor;

    public RequestTracing(string agent, Redactor redactor)
    {
        this.agent = agent;
        this.redactor = redactor;
    }

    public void Report(IRequestLog log, ApiRequest request, Uri target, int status, long started, string traceId, byte[]? answer, Exception? fault, MaskingTime? time = null)
    {
        double seconds = (Stopwatch.GetTimestamp() - started) / (double)Stopwatch.Frequency;
        string? sent = null;
        string? received = null;
        if (log.WantsBodies)
        {
            sent = request.Body is null ? null : Shown(request.Body);
            received = answer is null ? null : Shown(answer, time);
        }

        log.Completed(new RequestTrace(
            request.Method.Method, redactor.Clean(target.PathAndQuery), agent, status, TimeSpan.FromSeconds(seconds), traceId, sent, received,
            fault is null ? null : redactor.Clean(fault.Message)));
    }

    /// <summary>The body with its secrets masked. JSON is masked as bytes, so no string with a secret is made.</summary>
    private string Shown(byte[] body, MaskingTime? time = null)
    {
        const int MaxParsed = 1024 * 1024;
        const int MaxShown = 64 * 1024;
        if (body.Length <= MaxParsed)
        {
            try
            {
                string json = RedactedJson.TextOf(RedactedJson.Rewrite(body, redactor, time));
                return json.Length > MaxShown ? json.Substring(0, MaxShown) : json;
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                // The body is not JSON, so it is masked as text.
            }
        }

        return redactor.CleanStart(Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, MaxShown + Redactor.MaxSecret)), MaxShown);
    }
}
