namespace Obshell.Client;

/// <summary>A change went out and its answer was lost: it may or may not have been carried out. It is not sent again.</summary>
public sealed class ChangeUnknownException : ObshellException
{
    internal ChangeUnknownException(string what, ObshellException cause)
        : base("ChangeUnknown", $"It is unknown whether {what}. {cause.Message} It was not sent again.", cause)
    {
        Agent = cause.Agent;
        TraceId = (cause as ObshellConnectionException)?.TraceId
            ?? (cause as ObshellProtocolException)?.TraceId ?? (cause as ObshellApiException)?.TraceId ?? "";
    }

    /// <summary>The request's id: the agent's log has it if the request arrived.</summary>
    public string TraceId { get; }
}
