using System.Text.Json.Serialization;
using Obshell.Client.Display;

namespace Obshell.Recovery;

/// <summary>One check of a restored tenant.</summary>
public sealed class DrillCheck
{
    /// <summary>The name of the check, e.g. <c>Agent.Status</c>, <c>Databases</c>, <c>Verify</c> or <c>Query</c>.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The result of the check.</summary>
    [JsonRequired]
    public DrillCheckVerdict Verdict { get; init; }

    /// <summary>What the check found. It contains no secret. Texts from the agent and the database are not translated.</summary>
    public string Seen { get; init => field = value ?? ""; } = "";

    /// <summary>What the check expected; empty when this is obvious.</summary>
    public string Expected { get; init => field = value ?? ""; } = "";

    /// <summary>Id of the reason, e.g. <c>DataTooOld</c>; empty when the check passed.</summary>
    public string ReasonId { get; init => field = value ?? ""; } = "";

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Verdict + " " + Name + ": " + Seen);
}
