using System.Text.Json.Serialization;
using Obshell.Client;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>The content of a report about one drill, DAG or restore.</summary>
internal sealed class ReportItem
{
    public ReportKind Kind { get; init; }

    /// <summary>The name of the source, tenant or task.</summary>
    public DisplayText Name { get; init; }

    public Outcome Outcome { get; init; }

    /// <summary>One sentence about what happened, for a person who reads only this.</summary>
    [JsonIgnore]
    public DisplayText Sentence { get; init; }

    /// <summary>The verdict in one word, e.g. <c>Passed</c>, <c>RestoreJobFailed</c>.</summary>
    public DisplayText Verdict { get; init; }

    /// <summary>The verdict in words.</summary>
    [JsonIgnore]
    public Ending Ending { get; init; } = Ending.Unconfirmed;

    public DisplayText ReasonId { get; init; }

    public DisplayText Reason { get; init; }

    public DisplayText Advice { get; init; }

    public DisplayText Cluster { get; init; }

    public DisplayText Tenant { get; init; }

    /// <summary>The start in UTC, by the clock of the machine that ran the drill. Null when only the database's clock is known.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The end, by the same clock as <see cref="StartedAt"/>.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The duration of the whole item.</summary>
    [JsonPropertyName("seconds")]
    public TimeSpan? Took { get; init; }

    [JsonPropertyName("recoveryTime")]
    public Target Rto { get; init; } = Target.Rto(null, null);

    [JsonPropertyName("recoveryPoint")]
    public Target Rpo { get; init; } = Target.Rpo(null, null);

    /// <summary>The point to which the tenant was restored.</summary>
    [JsonPropertyName("restoredTo")]
    public DisplayText ReachedPoint { get; init; }

    /// <summary>The data that a recovered tenant lost; empty for every other item.</summary>
    [JsonPropertyName("dataLoss")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DisplayText Loss { get; init; }

    public long? Bytes { get; init; }

    public double? BytesPerSecond { get; init; }

    /// <summary>What happened to the throw-away tenant; empty when there is none.</summary>
    public DisplayText Cleanup { get; init; }

    /// <summary>Whether the cluster has a leftover that a user must remove.</summary>
    public bool LeftBehind { get; init; }

    public IReadOnlyList<Fact> Figures { get; init; } = [];

    /// <summary>The parameters of the request, without secrets.</summary>
    public IReadOnlyList<Fact> Request { get; init; } = [];

    public IReadOnlyList<Timeline> Timelines { get; init; } = [];

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Throughput? Throughput { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Trend? Trend { get; init; }

    public IReadOnlyList<CheckFact> Checks { get; init; } = [];

    public IReadOnlyList<CheckFact> Findings { get; init; } = [];

    /// <summary>The DAG whose logs the item shows; null when there is none.</summary>
    [JsonIgnore]
    public AgentDag? LogSource { get; init; }

    /// <summary>The log lines. They are set after the maximum number of lines for this item is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LogExcerpt? Logs { get; set; }
}
