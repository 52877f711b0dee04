using Obshell.Client;

namespace ObshellPS.Objects;

/// <summary>The number of a piped row, and its tenant if it has one. A message about the row contains both.</summary>
/// <param name="Number">The first row after the header is 1. Blank rows are counted too.</param>
/// <param name="Tenant">Null when the row has no tenant name.</param>
internal sealed record PipedRow(int Number, string? Tenant)
{
    /// <summary>Adds the number and the tenant of this row to the text of an error.</summary>
    public string Of(string message) => Tenant is null ? ErrorTexts.FormatRow(Number, message) : ErrorTexts.FormatRowOfTenant(Number, TextFault.Quote(Tenant), message);
}
