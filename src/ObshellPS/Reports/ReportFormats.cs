using Obshell.Client;
using Obshell.Recovery;

namespace ObshellPS.Reports;

/// <summary>The format that belongs to the extension of a file name.</summary>
internal static class ReportFormats
{
    /// <exception cref="ObshellInputException">The extension does not belong to a format.</exception>
    public static ReportFormat Of(ReportFormat? given, string? path)
    {
        if (given is { } format)
        {
            return format;
        }

        if (path is null)
        {
            return ReportFormat.Html;
        }

        string end = Path.GetExtension(path);
        return end.ToUpperInvariant() switch
        {
            ".HTML" or ".HTM" => ReportFormat.Html,
            ".MD" or ".MARKDOWN" => ReportFormat.Markdown,
            ".JSON" => ReportFormat.Json,
            ".XML" => ReportFormat.JUnit,
            _ => throw new ObshellInputException(new InputFault(
                "UnknownReportFormat", "Format", end.Length == 0 ? ReportCommandTexts.FormatMissing : ReportCommandTexts.FormatFormatUnknown(TextFault.Quote(end)))),
        };
    }
}
