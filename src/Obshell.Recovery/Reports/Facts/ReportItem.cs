using System.Text.Json.Serialization;
using Obshell.Client;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>All that a report says about one drill, DAG or restore.</summary>
internal sealed class ReportItem
{
    public ReportKind Kind { get; init; }

    /// <summary>The source, tenant or task.</summary>
    public DisplayText Name { get; init; }

    public Outcome Outcome { get; init; }

    /// <summary>What happened, as a sentence, for a person who reads nothing else.</summary>
    [JsonIgnore]
    public DisplayText Sentence { get; init; }

    /// <summary>One word, e.g. <c>Passed</c>, <c>RestoreJobFailed</c>.</summary>
    public DisplayText Verdict { get; init; }

    /// <summary>The verdict in words.</summary>
    [JsonIgnore]
    public Ending Ending { get; init; } = Ending.Unconfirmed;

    public DisplayText ReasonId { get; init; }

    public DisplayText Reason { get; init; }

    public DisplayText Advice { get; init; }

    public DisplayText Cluster { get; init; }

    public DisplayText Tenant { get; init; }

    /// <summary>In UTC, by the machine of the drill; null where only the database's clock is known.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>As <see cref="StartedAt"/>.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>All of it.</summary>
    [JsonPropertyName("seconds")]
    public TimeSpan? Took { get; init; }

    [JsonPropertyName("recoveryTime")]
    public Target Rto { get; init; } = Target.Rto(null, null);

    [JsonPropertyName("recoveryPoint")]
    public Target Rpo { get; init; } = Target.Rpo(null, null);

    /// <summary>The point restored to.</summary>
    [JsonPropertyName("restoredTo")]
    public DisplayText ReachedPoint { get; init; }

    /// <summary>What of a recovered tenant is lost; empty for everything else.</summary>
    [JsonPropertyName("dataLoss")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DisplayText Loss { get; init; }

    public long? Bytes { get; init; }

    public double? BytesPerSecond { get; init; }

    /// <summary>What became of the throw-away tenant; empty where there is none.</summary>
    public DisplayText Cleanup { get; init; }

    /// <summary>Something is left on the cluster and has to be removed.</summary>
    public bool LeftBehind { get; init; }

    public IReadOnlyList<Fact> Figures { get; init; } = [];

    /// <summary>What was asked for, without secrets.</summary>
    public IReadOnlyList<Fact> Request { get; init; } = [];

    public IReadOnlyList<Timeline> Timelines { get; init; } = [];

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Throughput? Throughput { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Trend? Trend { get; init; }

    public IReadOnlyList<CheckFact> Checks { get; init; } = [];

    public IReadOnlyList<CheckFact> Findings { get; init; } = [];

    /// <summary>The DAG whose logs belong here; null when there is none.</summary>
    [JsonIgnore]
    public AgentDag? LogSource { get; init; }

    /// <summary>Read when it is known how many lines this item may have.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LogExcerpt? Logs { get; set; }
}
