using System.Text.Json.Serialization;
using Obshell.Client.Display;

namespace Obshell.Recovery;

/// <summary>One check of a restored tenant.</summary>
public sealed class DrillCheck
{
    /// <summary>The layer, e.g. <c>Agent.Status</c>, <c>Databases</c>, <c>Verify</c> or <c>Query</c>.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>What came of it.</summary>
    [JsonRequired]
    public DrillCheckVerdict Verdict { get; init; }

    /// <summary>What was seen. Holds no secret; text of the agent and the database is as it came.</summary>
    public string Seen { get; init => field = value ?? ""; } = "";

    /// <summary>What should have been seen; empty where it is obvious.</summary>
    public string Expected { get; init => field = value ?? ""; } = "";

    /// <summary>Id of the finding, e.g. <c>DataTooOld</c>; empty when passed.</summary>
    public string ReasonId { get; init => field = value ?? ""; } = "";

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Verdict + " " + Name + ": " + Seen);
}
