using System.Text.Json;
using System.Text.Json.Serialization;

namespace Obshell.Recovery.Drills.History;

/// <summary>
/// JSON of journals: one object a line. A result is written as it came out, except what the cluster has or a reader computes. By
/// reflection: code of the source generator for a type of forty properties is larger than it is worth in a module that is loaded
/// by every script.
/// </summary>
internal static class DrillJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        PropertyNameCaseInsensitive = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new SecondsConverter(), new OptionalSecondsConverter(), new WordConverter<DrillVerdict>(), new WordConverter<DrillCheckVerdict>(),
            new WordConverter<PreflightVerdict>(), new WordConverter<DrillCleanup>(),
        },
    };
}
