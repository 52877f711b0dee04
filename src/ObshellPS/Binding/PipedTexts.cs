using Obshell.Client;

namespace ObshellPS.Binding;

/// <summary>
/// Counts lines of text that were piped to a cmdlet that expects objects. Most likely the user piped a file without parsing it. No error
/// repeats the lines, because such a file can contain passwords.
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

    /// <param name="others">True if the pipeline also contained zones: then the text is most likely a wrong zone.</param>
    public InputFault Fault(bool others) => others
        ? new InputFault("InvalidZone", "InputObject", BindingTexts.FormatTextNotAZone(first))
        : new InputFault("TextPiped", "InputObject", Count == 1 ? BindingTexts.TextPiped : BindingTexts.FormatTextsPiped(Count));
}
