using System.Text.Json;
using System.Text.Json.Serialization;

namespace Obshell.Recovery.Drills.History;

/// <summary>
/// The JSON of journals: one object on each line. The stored result is the result that the cmdlet returned, without values that can be read
/// from the cluster or computed. Serialization uses reflection, because generated code for a type with forty properties would make the
/// module too large.
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
