using Obshell.Client;

namespace Obshell.Recovery.ErrorIds;

/// <summary>One error id, with its kind and the advice for it.</summary>
public sealed class ErrorRow
{
    internal ErrorRow(string id, ErrorKind? kind)
        : this(id, kind, (Func<ErrorCase, string?>?)null)
    {
    }

    /// <summary>Creates a row with advice. The advice is a function, because its language is known only when it is shown.</summary>
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

    /// <summary>The kind; null when an errCode of the agent has the kind of its family.</summary>
    internal ErrorKind? Kind { get; }

    /// <summary>The advice. If there is no advice, it is null or returns null.</summary>
    internal Func<ErrorCase, string?>? Advice { get; }

    /// <summary>The advice for one field of a restore; null when the fault's own text is enough.</summary>
    internal Func<InputFault, string>? FieldAdvice { get; init; }
}
