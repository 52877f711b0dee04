namespace Obshell.Client;

/// <summary>Level of a log line: agents put it in front of the text (PROTOCOL 5.3).</summary>
public enum DagLogLevel : long
{
    /// <summary>No prefix.</summary>
    Info,

    /// <summary><c>WARN: </c>.</summary>
    Warn,

    /// <summary><c>ERROR: [errCode]: </c>.</summary>
    Error,
}
