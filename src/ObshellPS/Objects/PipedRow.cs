using Obshell.Client;

namespace ObshellPS.Objects;

/// <summary>The row of a pipeline that a message is about: its number, and its tenant if the row names one.</summary>
/// <param name="Number">Starts at 1 and counts blank rows too, as a spreadsheet counts the rows below its header.</param>
/// <param name="Tenant">Null when the row names none.</param>
internal sealed record PipedRow(int Number, string? Tenant)
{
    /// <summary>The text of an error about this row.</summary>
    public string Of(string message) => Tenant is null ? ErrorTexts.FormatRow(Number, message) : ErrorTexts.FormatRowOfTenant(Number, TextFault.Quote(Tenant), message);
}
