namespace Obshell.Recovery.Drills.Checks;

/// <summary>What to do when a check could not run, if its sentence does not say it.</summary>
internal static class CheckAdvice
{
    /// <returns>The advice; null when there is none.</returns>
    public static string? For(DrillCheck check) => check.ReasonId switch
    {
        "InvalidQuery" or "UnreadableValue" => DrillQueryTexts.AdviceQuery,
        "QueryDenied" => DrillQueryTexts.AdviceRight,
        "QueryTimeout" => DrillQueryTexts.AdviceTimeout,
        "RoleUnknown" or "RestoreUnconfirmed" or "RestoreStillRuns" or "CountUnknown" => DrillCheckTexts.AdviceRestore,
        "SqlEndpointUnknown" => DrillQueryTexts.AdviceEndpoint,
        "SqlLoginRefused" or "SqlSessionRefused" => DrillQueryTexts.AdviceLogin,
        "SqlUnavailable" => DrillQueryTexts.AdviceUnavailable,
        "SqlUnreachable" => DrillQueryTexts.AdviceUnreachable,
        _ => null,
    };
}
