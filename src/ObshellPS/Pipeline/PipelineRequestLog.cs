using System.Globalization;
using Obshell.Client;

namespace ObshellPS.Pipeline;

/// <summary>Writes one verbose line for each request, and the redacted bodies to the debug stream.</summary>
internal sealed class PipelineRequestLog : IRequestLog
{
    private readonly ObCmdlet cmdlet;

    public PipelineRequestLog(ObCmdlet cmdlet, bool wantsBodies)
    {
        this.cmdlet = cmdlet;
        WantsBodies = wantsBodies;
    }

    public bool WantsBodies { get; }

    public void Completed(RequestTrace request) => cmdlet.Post(() =>
    {
        cmdlet.WriteVerbose(PipelineTexts.FormatRequestLine(
            request.Method, request.Path, request.Fault ?? request.Status.ToString(CultureInfo.InvariantCulture),
            request.Duration.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture), request.TraceId, request.Agent));
        if (request.RequestBody is { } sent)
        {
            cmdlet.WriteDebug(PipelineTexts.FormatSent(sent));
        }

        if (request.AnswerBody is { } received)
        {
            cmdlet.WriteDebug(PipelineTexts.FormatReceived(received));
        }
    });
}
