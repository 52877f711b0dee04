namespace Obshell.Recovery;

/// <summary>The format of a report.</summary>
public enum ReportFormat
{
    /// <summary>One HTML page that needs no other file: it contains its style sheet, and it has no scripts and no images.</summary>
    Html,

    /// <summary>Markdown, for a wiki, a ticket or a merge request.</summary>
    Markdown,

    /// <summary>JSON, for programs. The page <c>docs/reports.md</c> describes its keys.</summary>
    Json,

    /// <summary>
    /// JUnit XML, which CI systems read as test results. An item that proved nothing is an error, so CI systems never show it as green.
    /// </summary>
    JUnit,
}
