namespace Obshell.Simulator;

/// <summary>The agent's checks of a configuration, in the agent's order. Only the first failure is reported (PROTOCOL-BACKUP 2).</summary>
internal static class BackupConfigRules
{
    /// <param name="request">The request.</param>
    /// <param name="isPost">True for POST, which needs all destinations. A PATCH can omit destinations.</param>
    /// <param name="tenants">The tenants to configure.</param>
    public static void Check(BackupConfigRequest request, bool isPost, IReadOnlyList<Tenant> tenants)
    {
        CheckDestinations(request, isPost);
        if (tenants.Count == 0)
            throw Refused(ErrorCodes.NoUserTenants.With());
        if (request.LogArchiveConcurrency is < 0 or > 100)
            throw Refused(ErrorCodes.LogArchiveConcurrencyInvalid.With());
        if (request.HaLowThreadScore is < 0 or > 100)
            throw Refused(ErrorCodes.HaLowThreadScoreInvalid.With());
        if (request.Binding is { } binding and not ("OPTIONAL" or "MANDATORY"))
            throw Refused(ErrorCodes.BindingInvalid.With(binding));
        if (request.PieceSwitchInterval is { Length: > 0 } piece && GoDuration.Parse(piece).TotalHours is < 24 or > 168)
            throw Refused(ErrorCodes.PieceSwitchIntervalInvalid.With());
        if (request.DeletePolicy.ToUpperInvariant() is not ("" or "DEFAULT"))
            throw Refused(ErrorCodes.DeletePolicyInvalid.With(request.DeletePolicy));
        foreach (var uri in new[] { request.ArchiveUri, request.DataUri })
        {
            if (uri is not null && !StorageUri.HasKnownScheme(uri))
                throw Refused(ErrorCodes.StorageUriInvalid.With("invalid path type"));
        }
        // Without an archive URI the agent does not check archive_lag_target (capture config-patch-lag-unchecked).
        if (request.ArchiveUri is { } archive && request.ArchiveLagTarget is { } target)
            CheckLag(GoDuration.Parse(target), archive);
    }

    private static void CheckDestinations(BackupConfigRequest request, bool isPost)
    {
        if (isPost && request.DataUri is null && !request.IsCluster)
            throw Refused(ErrorCodes.DataBaseUriEmpty.With());
        if (request.ArchiveUri is not null)
            return;
        var (code, key) = request.IsCluster ? (ErrorCodes.BaseUriEmpty, "backup_base_uri") : (ErrorCodes.ArchiveBaseUriEmpty, "archive_base_uri");
        if (isPost)
            throw Refused(code.With(""));
        if (request.Binding is not null)
            throw Refused(code.With($": If binding is set, {key} must be set"));
        if (request.PieceSwitchInterval is not null)
            throw Refused(code.With($": If piece_switch_interval is set, {key} must be set"));
    }

    private static void CheckLag(TimeSpan target, string archiveUri)
    {
        if (target > TimeSpan.FromHours(2))
            throw Refused(ErrorCodes.ArchiveLagTargetInvalid.With());
        if (archiveUri.StartsWith("s3://", StringComparison.Ordinal) && target < TimeSpan.FromMinutes(1))
            throw Refused(ErrorCodes.ArchiveLagTargetForS3Invalid.With());
    }

    private static AgentException Refused(AgentError error) => new(error, nullData: true);
}
