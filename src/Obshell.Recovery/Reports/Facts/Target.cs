using System.Text.Json.Serialization;
using Obshell.Client.Display;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>RTO or RPO beside what was demanded.</summary>
/// <param name="Name"><c>RTO</c> or <c>RPO</c>.</param>
/// <param name="Meaning">The same in words.</param>
/// <param name="Seen">What was measured; null when unknown.</param>
/// <param name="Demanded">At most; null without a target.</param>
internal sealed record Target(
    [property: JsonIgnore] string Name,
    [property: JsonIgnore] string Meaning,
    [property: JsonPropertyName("seconds")] TimeSpan? Seen,
    [property: JsonPropertyName("targetSeconds")] TimeSpan? Demanded)
{
    /// <summary>Null without a target, or where the figure is unknown.</summary>
    public bool? IsMet => Seen is { } seen && Demanded is { } demanded ? seen <= demanded : null;

    [JsonIgnore]
    public string SeenText => Seen is { } seen ? Amounts.Of(seen) : "unknown";

    [JsonIgnore]
    public string Judgement => Demanded is not { } demanded ? "no target"
        : IsMet switch
        {
            true => "within " + Amounts.Of(demanded),
            false => "over " + Amounts.Of(demanded),
            null => "target " + Amounts.Of(demanded),
        };
}
