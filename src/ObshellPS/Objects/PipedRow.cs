using System.Globalization;
using Obshell.Client;

namespace ObshellPS.Objects;

/// <summary>Which row of a pipeline something is about: its number, and its tenant where it names one.</summary>
/// <param name="Number">From 1, blank rows included, as a spreadsheet counts them below its header.</param>
/// <param name="Tenant">Null when it names none.</param>
internal sealed record PipedRow(int Number, string? Tenant)
{
    /// <summary>Begins the text of an error.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, Tenant is null ? "Row {0}: " : "Row {0} (tenant '{1}'): ", Number, TextFault.Quote(Tenant ?? ""));
}
