using ObshellPS.Connections;

namespace ObshellPS.Completion;

/// <summary>The agents of the session's connections, and the agents of OBSHELL_SERVER.</summary>
internal sealed class ServerCompleter : KnownCompleter
{
    protected override IEnumerable<(string Value, string Means)> Values() =>
        RunspaceConnections.OfThisRunspace.All.SelectMany(c => c.Server.Select(s => ((c.IsTls ? "https://" : "") + s, c.ToString())))
            .Concat(EnvironmentVariable.ListOrEmpty(EnvironmentVariable.Server).Select(s => (s, EnvironmentVariable.Server)));
}

/// <summary>The key fingerprints of the session's connections, and the key fingerprints of OBSHELL_FINGERPRINT.</summary>
internal sealed class FingerprintCompleter : KnownCompleter
{
    protected override IEnumerable<(string Value, string Means)> Values() =>
        RunspaceConnections.OfThisRunspace.All.Where(c => c.PublicKeyFingerprint.Length > 0).Select(c => (c.PublicKeyFingerprint, c.ToString()))
            .Concat(EnvironmentVariable.ListOrEmpty(EnvironmentVariable.Fingerprint).Select(f => (f, EnvironmentVariable.Fingerprint)));
}

/// <summary>Offers <c>latest</c>, the only word that is a restore point.</summary>
internal sealed class UntilCompleter : KnownCompleter
{
    protected override IEnumerable<(string Value, string Means)> Values() => [("latest", CompletionTexts.Latest)];
}

/// <summary>Offers the states that users select most often. For other states see <see cref="Binding.RestoreStatusInput"/>.</summary>
internal sealed class RestoreStatusCompleter : KnownCompleter
{
    protected override IEnumerable<(string Value, string Means)> Values() =>
    [
        ("SUCCESS", CompletionTexts.JobSuccess), ("FAIL", CompletionTexts.JobFail), ("RUNNING", CompletionTexts.JobRunning),
        ("CREATE_TENANT", CompletionTexts.JobCreateTenant), ("WAIT_TENANT_RESTORE_FINISH", CompletionTexts.JobRestoring),
    ];
}
