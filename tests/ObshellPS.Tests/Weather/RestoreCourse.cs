namespace ObshellPS.Tests.Weather;

/// <summary>How a restore of the soak really goes, weather apart. Only one course is a good one.</summary>
internal enum RestoreCourse
{
    Good,
    JobFails,
    JobFailsAndTenantRemains,
    SqlRefused,
    ActivationRefused,
    OutlivesTheAgentsHour,
    TenantNeverNormal,
}
