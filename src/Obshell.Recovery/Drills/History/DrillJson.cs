using System.Text.Json.Serialization;

namespace Obshell.Recovery.Drills.History;

/// <summary>Source-generated JSON of journals: one object a line. A result stands there as it came out, but for what the cluster has or a reader computes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(SecondsConverter), typeof(OptionalSecondsConverter), typeof(WordConverter<DrillVerdict>), typeof(WordConverter<DrillCheckVerdict>),
        typeof(WordConverter<PreflightVerdict>), typeof(WordConverter<DrillCleanup>),
    ],
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DrillLine))]
internal sealed partial class DrillJson : JsonSerializerContext
{
}
