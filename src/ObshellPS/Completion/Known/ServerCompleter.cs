using Obshell.Client;
using ObshellPS.Connections;

namespace ObshellPS.Completion;

/// <summary>The agents of the session's connections, and those of OBSHELL_SERVER.</summary>
internal sealed class ServerCompleter : KnownCompleter
{
    protected override IEnumerable<(string Value, string Means)> Values() =>
        RunspaceConnections.OfThisRunspace.All.SelectMany(c => c.Server.Select(s => ((c.IsTls ? "https://" : "") + s, c.ToString())))
            .Concat(EnvironmentVariable.ListOrEmpty(EnvironmentVariable.Server).Select(s => (s, EnvironmentVariable.Server)));
}
