namespace Obshell.Client;

/// <summary>One thing wrong with what the user gave, found before anything was sent.</summary>
public sealed class InputFault
{
    /// <summary>Makes a fault.</summary>
    public InputFault(string errorId, string parameter, string message)
        : this(errorId, parameter, message, "")
    {
    }

    /// <summary>Makes a fault that an agent would refuse too.</summary>
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

    /// <summary>What is wrong with the value, and what to do. Names character and position, never a secret.</summary>
    public string Message { get; }

    /// <summary>The errCode with which an agent would refuse it; empty where no agent does, or would not even notice.</summary>
    public string AgentErrorCode { get; }

    /// <summary>A key of a whole request that no restore has: any value that the request does not name may be the one that was meant.</summary>
    public bool IsUnknownRequestKey { get; init; }

    /// <inheritdoc/>
    public override string ToString() => "-" + Parameter + ": " + Message;
}
