namespace Obshell.Recovery;

/// <summary>How a report is written.</summary>
public enum ReportFormat
{
    /// <summary>One page that needs nothing else: no script, no picture, no style from elsewhere.</summary>
    Html,

    /// <summary>For a wiki, a ticket or a merge request.</summary>
    Markdown,

    /// <summary>For programs; the page <c>docs/reports.md</c> names its members.</summary>
    Json,

    /// <summary>JUnit's XML, in which CI systems read tests. What proved nothing is an error there and never green.</summary>
    JUnit,
}
