using System.Text.Json.Serialization;

namespace Obshell.Recovery.Drills.History;

/// <summary>Source-generated JSON of journals: one object a line.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DrillLine))]
internal sealed partial class DrillJson : JsonSerializerContext
{
}
