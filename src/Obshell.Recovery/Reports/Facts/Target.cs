using System.Text.Json.Serialization;
using Obshell.Client.Display;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>RTO or RPO with its target.</summary>
/// <param name="Name"><c>RTO</c> or <c>RPO</c>.</param>
/// <param name="Seen">The measured value; null when unknown.</param>
/// <param name="Demanded">The target; null when there is none.</param>
internal sealed record Target(
    [property: JsonIgnore] string Name,
    [property: JsonPropertyName("seconds")] TimeSpan? Seen,
    [property: JsonPropertyName("targetSeconds")] TimeSpan? Demanded)
{
    private const string RtoName = "RTO";

    /// <summary>The label of the target in the reader's language.</summary>
    [JsonIgnore]
    public string Label => Name == RtoName ? ReportLabels.RecoveryTimeRto : ReportLabels.RecoveryPointRpo;

    /// <summary>Whether the target was met; null without a target, or when the measured value is unknown.</summary>
    public bool? IsMet => Seen is { } seen && Demanded is { } demanded ? seen <= demanded : null;

    public static Target Rto(TimeSpan? seen, TimeSpan? demanded) => new(RtoName, seen, demanded);

    public static Target Rpo(TimeSpan? seen, TimeSpan? demanded) => new("RPO", seen, demanded);

    [JsonIgnore]
    public string SeenText => Seen is { } seen ? Amounts.Of(seen) : ReportTexts.Unknown;

    [JsonIgnore]
    public string Judgement => Demanded is not { } demanded ? ReportTexts.NoTarget
        : IsMet switch
        {
            true => ReportTexts.FormatWithin(Amounts.Of(demanded)),
            false => ReportTexts.FormatOver(Amounts.Of(demanded)),
            null => ReportTexts.FormatTarget(Amounts.Of(demanded)),
        };
}
