using System.Globalization;

namespace Obshell.Simulator;

/// <summary>One error in the agent's form: a template with a code, its arguments, and the texts that outer code put in front.</summary>
internal sealed record AgentError(ErrorCode Code, object?[] Arguments, string? Prefix = null)
{
    /// <summary>The agent's <c>outer: inner</c>; the code stays the inner one (PROTOCOL 1.4).</summary>
    public AgentError Wrap(string outer) => this with { Prefix = outer + ": " + Prefix };

    /// <param name="language">Language of a parsable Accept-Language tag, or null when there was none.</param>
    public string Message(string? language)
    {
        // An error without a code is raw text until the client asks for a language; then the template adds its prefix (PROTOCOL 1.4).
        if (language is null && Code.RawWithoutLanguage)
            return Prefix + Arguments[0];
        var template = language == "zh" && Code.Chinese is { } chinese ? chinese : Code.English;
        return Prefix + string.Format(CultureInfo.InvariantCulture, template, Arguments);
    }
}
