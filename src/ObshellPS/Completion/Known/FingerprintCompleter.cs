using Obshell.Client;
using ObshellPS.Connections;

namespace ObshellPS.Completion;

/// <summary>The key fingerprints of the session's connections, and those of OBSHELL_FINGERPRINT.</summary>
internal sealed class FingerprintCompleter : KnownCompleter
{
    protected override IEnumerable<(string Value, string Means)> Values() =>
        RunspaceConnections.OfThisRunspace.All.Where(c => c.PublicKeyFingerprint.Length > 0).Select(c => (c.PublicKeyFingerprint, c.ToString()))
            .Concat(EnvironmentVariable.ListOrEmpty(EnvironmentVariable.Fingerprint).Select(f => (f, EnvironmentVariable.Fingerprint)));
}
