using System.Text.Json.Serialization;
using Obshell.Client.Display;

namespace Obshell.Recovery;

/// <summary>One check of a restored tenant.</summary>
public sealed class DrillCheck
{
    /// <summary>The layer, e.g. <c>Agent.Status</c>, <c>Databases</c>, <c>Verify</c> or <c>Query</c>.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The result of the check.</summary>
    [JsonRequired]
    public DrillCheckVerdict Verdict { get; init; }

    /// <summary>What the check saw. It holds no secret. Text of the agent and the database is unchanged.</summary>
    public string Seen { get; init => field = value ?? ""; } = "";

    /// <summary>What the check should have seen; empty where this is obvious.</summary>
    public string Expected { get; init => field = value ?? ""; } = "";

    /// <summary>Id of the finding, e.g. <c>DataTooOld</c>; empty when the check passed.</summary>
    public string ReasonId { get; init => field = value ?? ""; } = "";

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Verdict + " " + Name + ": " + Seen);
}
