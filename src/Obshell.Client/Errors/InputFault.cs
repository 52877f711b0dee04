namespace Obshell.Client;

/// <summary>A fault in the user's input that was found before anything was sent.</summary>
public sealed class InputFault
{
    /// <summary>Makes a fault.</summary>
    public InputFault(string errorId, string parameter, string message)
        : this(errorId, parameter, message, "")
    {
    }

    /// <summary>Makes a fault for a value that an agent would refuse too.</summary>
    public InputFault(string errorId, string parameter, string message, string agentErrorCode)
    {
        ErrorId = errorId;
        Parameter = parameter;
        Message = message;
        AgentErrorCode = agentErrorCode;
    }

    /// <summary>The rule that was broken, e.g. <c>ZoneRepeated</c>.</summary>
    public string ErrorId { get; }

    /// <summary>The parameter, e.g. <c>RestoreTenantName</c>.</summary>
    public string Parameter { get; }

    /// <summary>What is wrong with the value, and what to do. The message contains characters and positions, but never a secret.</summary>
    public string Message { get; }

    /// <summary>The errCode with which an agent would refuse the value; empty when agents do not refuse it.</summary>
    public string AgentErrorCode { get; }

    /// <summary>What to do about this fault; empty when the advice depends only on <see cref="ErrorId"/>.</summary>
    public string Advice { get; init; } = "";

    /// <summary>
    /// Whether a request object contains an unknown key. With this key, the user may have meant any field that is missing in the request.
    /// </summary>
    public bool IsUnknownRequestKey { get; init; }

    /// <inheritdoc/>
    public override string ToString() => InputTexts.FormatOfParameter(Parameter, Message);
}
