using System.Globalization;

namespace Obshell.Simulator;

/// <summary>One fault as the agent words it: a coded template, its arguments, and what outer code put in front.</summary>
internal sealed record AgentError(ErrorCode Code, object?[] Arguments, string? Prefix = null)
{
    /// <summary>The agent's <c>outer: inner</c>; the code stays the inner one (PROTOCOL 1.4).</summary>
    public AgentError Wrap(string outer) => this with { Prefix = outer + ": " + Prefix };

    /// <param name="language">Language of a parsable Accept-Language tag, or null when there was none.</param>
    public string Message(string? language)
    {
        // An uncoded error is raw text until a language is asked for; then the template adds its prefix (PROTOCOL 1.4).
        if (language is null && Code.RawWithoutLanguage)
            return Prefix + Arguments[0];
        var template = language == "zh" && Code.Chinese is { } chinese ? chinese : Code.English;
        return Prefix + string.Format(CultureInfo.InvariantCulture, template, Arguments);
    }
}
