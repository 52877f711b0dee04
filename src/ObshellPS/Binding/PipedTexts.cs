using System.Globalization;
using Obshell.Client;

namespace ObshellPS.Binding;

/// <summary>
/// Lines of text that came down a pipeline where objects were expected: most likely a file that nobody parsed. They are counted and
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

    /// <param name="others">There were zones beside them: one of those was mistyped.</param>
    public InputFault Fault(bool others) => others
        ? new InputFault("InvalidZone", "InputObject", $"Text {Number(first)} of the pipeline is not a zone. As text a zone is written zone:unit:num or zone:unit:num:READONLY. Otherwise make zones with New-ObZoneParam.")
        : new InputFault("TextPiped", "InputObject", $"{Number(Count)} line(s) of text were piped, and objects are expected. Nothing of them was used.");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
