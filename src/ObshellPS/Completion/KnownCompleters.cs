using ObshellPS.Connections;

namespace ObshellPS.Completion;

/// <summary>The agents of the session's connections, and the agents of OBSHELL_SERVER.</summary>
internal sealed class ServerCompleter : KnownCompleter
{
    protected override IEnumerable<(string Value, string Means)> Values() =>
        RunspaceConnections.OfThisRunspace.All.SelectMany(c => c.Server.Select(s => ((c.IsTls ? "https://" : "") + s, c.ToString())))
            .Concat(EnvironmentVariable.ListOrEmpty(EnvironmentVariable.Server).Select(s => (s, EnvironmentVariable.Server)));
}

/// <summary>The key fingerprints of the session's connections, and the ones of OBSHELL_FINGERPRINT.</summary>
internal sealed class FingerprintCompleter : KnownCompleter
{
    protected override IEnumerable<(string Value, string Means)> Values() =>
        RunspaceConnections.OfThisRunspace.All.Where(c => c.PublicKeyFingerprint.Length > 0).Select(c => (c.PublicKeyFingerprint, c.ToString()))
            .Concat(EnvironmentVariable.ListOrEmpty(EnvironmentVariable.Fingerprint).Select(f => (f, EnvironmentVariable.Fingerprint)));
}

/// <summary>The only word that means a moment.</summary>
internal sealed class UntilCompleter : KnownCompleter
{
    protected override IEnumerable<(string Value, string Means)> Values() => [("latest", CompletionTexts.Latest)];
}

/// <summary>The states of OceanBase's restore jobs that a user can select in a list; OceanBase interprets any other word.</summary>
internal sealed class RestoreStatusCompleter : KnownCompleter
{
    protected override IEnumerable<(string Value, string Means)> Values() =>
    [
        ("SUCCESS", CompletionTexts.JobSuccess), ("FAIL", CompletionTexts.JobFail), ("RUNNING", CompletionTexts.JobRunning),
        ("CREATE_TENANT", CompletionTexts.JobCreateTenant), ("WAIT_TENANT_RESTORE_FINISH", CompletionTexts.JobRestoring),
    ];
}
