using System.Globalization;
using Obshell.Client;

namespace ObshellPS.Pipeline;

/// <summary>Writes one verbose line for each request, and the redacted bodies as debug messages.</summary>
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
        // This line is the same in every language. It is written for every poll, and a format in the code is faster than a text from the
        // resources.
        cmdlet.WriteVerbose(string.Format(
            CultureInfo.InvariantCulture, "{0} {1} {2} {3:0.0} ms trace {4} agent {5}",
            request.Method, request.Path, request.Fault ?? request.Status.ToString(CultureInfo.InvariantCulture),
            request.Duration.TotalMilliseconds, request.TraceId, request.Agent));
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
