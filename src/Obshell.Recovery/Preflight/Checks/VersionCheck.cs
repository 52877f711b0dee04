using Obshell.Client.Connection.Channel;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks;

/// <summary>The agent's version supports restores: 4.2.4.0 or later.</summary>
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
        string text = Cluster.Status.Value?.Version is { Length: > 0 } reported ? reported : Cluster.Version;
        if (AgentVersion.Parse(text) is not { } version)
        {
            Add(Name, PreflightVerdict.Unknown, PreflightTexts.FormatVersionNotValid(Quote(text)), "", PreflightTexts.AdviceVersionNotValid);
        }
        else if (version < AgentVersion.FirstWithRestore)
        {
            Add(Name, PreflightVerdict.Failed, PreflightTexts.FormatVersionTooOld(Quote(text)), "", PreflightTexts.AdviceVersionTooOld);
        }
        else
        {
            AddPassed(Name, PreflightTexts.FormatVersionFits(Quote(text)));
        }
    }
}
