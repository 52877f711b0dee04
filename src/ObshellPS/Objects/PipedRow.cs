using Obshell.Client;

namespace ObshellPS.Objects;

/// <summary>A piped row, for a message about it: its number, and its tenant if the row names one.</summary>
/// <param name="Number">Starts at 1 and includes blank rows, like the rows of a spreadsheet below its header.</param>
/// <param name="Tenant">Null when the row does not name a tenant.</param>
internal sealed record PipedRow(int Number, string? Tenant)
{
    /// <summary>Adds the number and the tenant of this row to the text of an error.</summary>
    public string Of(string message) => Tenant is null ? ErrorTexts.FormatRow(Number, message) : ErrorTexts.FormatRowOfTenant(Number, TextFault.Quote(Tenant), message);
}
