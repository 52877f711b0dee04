using Obshell.Client;

namespace ObshellPS.Objects;

/// <summary>Which row of a pipeline something is about: its number, and its tenant where it names one.</summary>
/// <param name="Number">From 1, blank rows included, as a spreadsheet counts them below its header.</param>
/// <param name="Tenant">Null when it names none.</param>
internal sealed record PipedRow(int Number, string? Tenant)
{
    /// <summary>The text of an error about this row.</summary>
    public string Of(string message) => Tenant is null ? ErrorTexts.FormatRow(Number, message) : ErrorTexts.FormatRowOfTenant(Number, TextFault.Quote(Tenant), message);
}
