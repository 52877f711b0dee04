namespace Obshell.Client;

/// <summary>Level of a log line. Agents write it at the beginning of the line (PROTOCOL 5.3).</summary>
public enum DagLogLevel : long
{
    /// <summary>Lines without a prefix.</summary>
    Info,

    /// <summary><c>WARN: </c>.</summary>
    Warn,

    /// <summary>Lines with the prefix <c>ERROR: [errCode]: </c>.</summary>
    Error,
}
