namespace Obshell.Client.Connection.Channel;

/// <summary>Reads the version of an agent, for example 4.5.0.0 from <c>4.5.0.0-0</c> (PROTOCOL 2.1).</summary>
public static class AgentVersion
{
    /// <summary>The first version with a restore API (PROTOCOL 8).</summary>
    public static readonly Version FirstWithRestore = new(4, 2, 4, 0);

    /// <summary>The first version that has a separate route for the logs of sub-tasks.</summary>
    public static readonly Version FirstWithLogs = new(4, 3, 0, 0);

    /// <summary>The version in a text.</summary>
    /// <returns>Null when the text is not a version.</returns>
    public static Version? Parse(string text)
    {
        int dash = text.IndexOf('-');
        return Version.TryParse(dash >= 0 ? text.Substring(0, dash) : text, out Version? version) ? version : null;
    }
}
