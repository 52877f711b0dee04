using Obshell.Client;

namespace Obshell.Recovery.ErrorIds;

/// <summary>One error id: its kind, and what to do about it.</summary>
public sealed class ErrorRow
{
    internal ErrorRow(string id, ErrorKind? kind)
        : this(id, kind, (Func<ErrorCase, string?>?)null)
    {
    }

    /// <summary>A function and not a text: the language is that of whoever gets the error.</summary>
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

    /// <summary>The agent's errCode, or our own word.</summary>
    public string Id { get; }

    /// <summary>Null for an errCode of the agent that has the kind of its family.</summary>
    internal ErrorKind? Kind { get; }

    /// <summary>Null, or answering null, where no more is known than the kind.</summary>
    internal Func<ErrorCase, string?>? Advice { get; }

    /// <summary>For a value of a restore: what to do about that field. Null where the fault's own text says it all.</summary>
    internal Func<InputFault, string>? FieldAdvice { get; init; }
}
