using Obshell.Client;

namespace ObshellPS.Binding;

/// <summary>
/// Lines of text that came down a pipeline where objects were expected: most likely a file that was not parsed. They are counted and
/// never repeated, since such a file holds passwords.
/// </summary>
internal sealed class PipedTexts
{
    private int first;

    /// <summary>How many came.</summary>
    public int Count { get; private set; }

    /// <param name="number">Of the record in the pipeline, from 1.</param>
    public void Add(int number)
    {
        first = Count++ == 0 ? number : first;
    }

    /// <param name="others">There were zones too: one of those was mistyped.</param>
    public InputFault Fault(bool others) => others
        ? new InputFault("InvalidZone", "InputObject", BindingTexts.FormatTextNotAZone(first))
        : new InputFault("TextPiped", "InputObject", Count == 1 ? BindingTexts.TextPiped : BindingTexts.FormatTextsPiped(Count));
}
