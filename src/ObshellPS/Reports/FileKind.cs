namespace ObshellPS.Reports;

/// <summary>What a file contains.</summary>
internal enum FileKind
{
    Report,
    RecoveryPlan,
}
