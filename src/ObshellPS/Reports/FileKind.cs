namespace ObshellPS.Reports;

/// <summary>The kind of content that is written into a file.</summary>
internal enum FileKind
{
    Report,
    RecoveryPlan,
}
