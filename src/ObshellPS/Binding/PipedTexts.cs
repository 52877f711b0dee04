using Obshell.Client;

namespace ObshellPS.Binding;

/// <summary>
/// Lines of text that were piped where objects are expected: most likely the user did not parse a file. The cmdlet counts the lines and
/// never repeats them, since such a file contains passwords.
/// </summary>
internal sealed class PipedTexts
{
    private int first;

    /// <summary>The number of lines.</summary>
    public int Count { get; private set; }

    /// <param name="number">The number of the record in the pipeline, from 1.</param>
    public void Add(int number)
    {
        first = Count++ == 0 ? number : first;
    }

    /// <param name="others">The pipeline contained zones too: one of them was mistyped.</param>
    public InputFault Fault(bool others) => others
        ? new InputFault("InvalidZone", "InputObject", BindingTexts.FormatTextNotAZone(first))
        : new InputFault("TextPiped", "InputObject", Count == 1 ? BindingTexts.TextPiped : BindingTexts.FormatTextsPiped(Count));
}
