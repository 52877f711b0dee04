namespace Obshell.Client;

/// <summary>The client refused the request before anything was sent. The exception contains all faults, not only the first.</summary>
public sealed class ObshellInputException : ObshellException
{
    /// <summary>Makes the exception from one or more faults.</summary>
    public ObshellInputException(params InputFault[] faults)
        : this((IReadOnlyList<InputFault>)faults)
    {
    }

    /// <summary>Makes the exception from one or more faults.</summary>
    public ObshellInputException(IReadOnlyList<InputFault> faults)
        : base(faults.Count == 1 ? faults[0].ErrorId : "InvalidRequest", Describe(faults)) => Faults = faults;

    /// <summary>All faults, in the order of the parameters.</summary>
    public IReadOnlyList<InputFault> Faults { get; }

    private static string Describe(IReadOnlyList<InputFault> faults) =>
        faults.Count == 1
            ? faults[0].ToString()
            : AnswerTexts.FormatFaultsFound(faults.Count) + Environment.NewLine
                + string.Join(Environment.NewLine, faults.Select(f => $"  {f.ErrorId} {f}"));
}
