using Obshell.Client;

namespace Obshell.Recovery.ErrorIds;

/// <summary>One error id: its kind, and what to do about it.</summary>
public sealed class ErrorRow
{
    internal ErrorRow(string id, ErrorKind? kind)
        : this(id, kind, (Func<ErrorCase, string?>?)null)
    {
    }

    /// <summary>The advice. It is a function and not a text, because its language is the language of the reader.</summary>
    internal ErrorRow(string id, ErrorKind? kind, Func<string> advice)
        : this(id, kind, _ => advice())
    {
    }

    internal ErrorRow(string id, ErrorKind? kind, Func<ErrorCase, string?>? advice)
    {
        Id = id;
        Kind = kind;
        Advice = advice;
    }

    /// <summary>The agent's errCode, or the module's own id.</summary>
    public string Id { get; }

    /// <summary>The kind; null for an errCode of the agent that has the kind of its family.</summary>
    internal ErrorKind? Kind { get; }

    /// <summary>The advice. It is null, or returns null, when only the kind is known.</summary>
    internal Func<ErrorCase, string?>? Advice { get; }

    /// <summary>The advice for one field of a restore; null when the fault's own text is enough.</summary>
    internal Func<InputFault, string>? FieldAdvice { get; init; }
}
