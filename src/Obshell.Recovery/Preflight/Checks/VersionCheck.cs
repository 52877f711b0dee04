using Obshell.Client.Connection.Channel;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks;

/// <summary>Restores came with obshell 4.2.4.0.</summary>
internal sealed class VersionCheck : PreflightCheck
{
    /// <summary>Name of the finding.</summary>
    public const string Name = "AgentVersion";

    public VersionCheck(PreflightFacts facts)
        : base(facts)
    {
    }

    public override void Judge()
    {
        string text = Cluster.Status.Value?.Version is { Length: > 0 } told ? told : Cluster.Version;
        if (AgentVersion.Parse(text) is not { } version)
        {
            Add(Name, PreflightVerdict.Unknown, $"'{Quote(text)}' is no version.", "", "Restores need obshell 4.2.4.0 or later.");
        }
        else if (version < AgentVersion.FirstWithRestore)
        {
            Add(Name, PreflightVerdict.Failed, $"obshell {Quote(text)} has no tenant restore.", "", "Upgrade obshell to 4.2.4.0 or later.");
        }
        else
        {
            AddPassed(Name, $"obshell {Quote(text)}.");
        }
    }
}
