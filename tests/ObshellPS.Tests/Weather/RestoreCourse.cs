namespace ObshellPS.Tests.Weather;

/// <summary>The real result of a restore of the soak test, independent of the faults. Only Good is a success.</summary>
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
