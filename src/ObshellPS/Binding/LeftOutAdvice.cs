namespace ObshellPS.Binding;

/// <summary>The advice for a parameter that is given and empty. A meaning without a sentence does not compile (CS8509).</summary>
internal static class LeftOutAdvice
{
    public static string Of(LeftOut meaning) => meaning switch
    {
        LeftOut.AllTenants => LeftOutTexts.AllTenants,
        LeftOut.WithoutBody => LeftOutTexts.WithoutBody,
        LeftOut.PlacesWithoutKeys => LeftOutTexts.PlacesWithoutKeys,
        LeftOut.PlanOrder => LeftOutTexts.PlanOrder,
        LeftOut.AllTenantsOfPlan => LeftOutTexts.AllTenantsOfPlan,
        LeftOut.SameZones => LeftOutTexts.SameZones,
        LeftOut.SameUnitConfigs => LeftOutTexts.SameUnitConfigs,
        LeftOut.NewestPoint => LeftOutTexts.NewestPoint,
        LeftOut.NoTarget => LeftOutTexts.NoTarget,
        LeftOut.NoLimit => LeftOutTexts.NoLimit,
        LeftOut.PresentPlace => LeftOutTexts.PresentPlace,
        LeftOut.UrisWithKeys => LeftOutTexts.UrisWithKeys,
        LeftOut.PresentArchive => LeftOutTexts.PresentArchive,
        LeftOut.NoBackupPassword => LeftOutTexts.NoBackupPassword,
        LeftOut.AllZones => LeftOutTexts.AllZones,
        LeftOut.DagsOfAllTenants => LeftOutTexts.DagsOfAllTenants,
        LeftOut.AllUnitConfigs => LeftOutTexts.AllUnitConfigs,
        LeftOut.RestoresOfAllTenants => LeftOutTexts.RestoresOfAllTenants,
        LeftOut.VariableServer => LeftOutTexts.VariableServer,
        LeftOut.VariablePassword => LeftOutTexts.VariablePassword,
        LeftOut.NoAgentPassword => LeftOutTexts.NoAgentPassword,
        LeftOut.SystemAuthorities => LeftOutTexts.SystemAuthorities,
        LeftOut.NoCertificate => LeftOutTexts.NoCertificate,
        LeftOut.VariableFingerprint => LeftOutTexts.VariableFingerprint,
        LeftOut.NoProxy => LeftOutTexts.NoProxy,
        LeftOut.ArchiveInBackup => LeftOutTexts.ArchiveInBackup,
        LeftOut.NoScript => LeftOutTexts.NoScript,
        LeftOut.NoQuery => LeftOutTexts.NoQuery,
        LeftOut.AnyAnswer => LeftOutTexts.AnyAnswer,
        LeftOut.ServersOfConnection => LeftOutTexts.ServersOfConnection,
        LeftOut.OwnHistory => LeftOutTexts.OwnHistory,
        LeftOut.SessionLanguage => LeftOutTexts.SessionLanguage,
        LeftOut.NamedInRequests => LeftOutTexts.NamedInRequests,
        LeftOut.ZonesPiped => LeftOutTexts.ZonesPiped,
        LeftOut.RandomPrimaryZone => LeftOutTexts.RandomPrimaryZone,
        LeftOut.TenantMaxCpu => LeftOutTexts.TenantMaxCpu,
        LeftOut.NoKeyManagement => LeftOutTexts.NoKeyManagement,
        LeftOut.DefaultScore => LeftOutTexts.DefaultScore,
        LeftOut.CurrentConnection => LeftOutTexts.CurrentConnection,
        LeftOut.Unspecified => LeftOutTexts.Unspecified,
    };
}
