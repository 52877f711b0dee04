namespace ObshellPS.Quickstart;

/// <summary>Where a line came from; each has its colour.</summary>
internal enum LineKind
{
    Note,
    Script,
    Output,
    Verbose,
    Progress,
    Warning,
    Error,
}
