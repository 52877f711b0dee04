using System.Text.Json;
using System.Text.Json.Serialization;

namespace Obshell.Recovery.Drills.History;

/// <summary>
/// JSON of journals: one object on each line. A line has the result as the cmdlet returned it, except what the cluster has or a reader
/// computes. It uses reflection: the source generator's code for a type with forty properties is too large for a module that every script
/// loads.
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
