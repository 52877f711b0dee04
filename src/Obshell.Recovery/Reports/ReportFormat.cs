namespace Obshell.Recovery;

/// <summary>How a report is written.</summary>
public enum ReportFormat
{
    /// <summary>One HTML page that needs no other file: it has no script and no picture, and its style is in the page.</summary>
    Html,

    /// <summary>For a wiki, a ticket or a merge request.</summary>
    Markdown,

    /// <summary>For programs; the page <c>docs/reports.md</c> names its members.</summary>
    Json,

    /// <summary>JUnit's XML, from which CI systems read tests. An item that proved nothing is an error there and never green.</summary>
    JUnit,
}
