namespace ObshellPS.Reports;

/// <summary>What is written into a file.</summary>
internal enum FileKind
{
    Report,
    RecoveryPlan,
}
