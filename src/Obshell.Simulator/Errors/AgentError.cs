using System.Globalization;

namespace Obshell.Simulator;

/// <summary>One error of the agent: a code with a message template, the arguments, and the prefixes that the callers have added.</summary>
internal sealed record AgentError(ErrorCode Code, object?[] Arguments, string? Prefix = null)
{
    /// <summary>Adds a prefix, as the agent does: <c>outer: inner</c>. The code of the inner error is kept (PROTOCOL 1.4).</summary>
    public AgentError Wrap(string outer) => this with { Prefix = outer + ": " + Prefix };

    /// <param name="language">The language of a valid Accept-Language header; null without such a header.</param>
    public string Message(string? language)
    {
        // Without a code, the message is raw text. If the client sends a language, the template puts a prefix before the text (PROTOCOL
        // 1.4).
        if (language is null && Code.RawWithoutLanguage)
            return Prefix + Arguments[0];
        var template = language == "zh" && Code.Chinese is { } chinese ? chinese : Code.English;
        return Prefix + string.Format(CultureInfo.InvariantCulture, template, Arguments);
    }
}
