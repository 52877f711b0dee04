using System.Text.Json.Serialization;

namespace Obshell.Recovery.Plans.Format;

/// <summary>Source-generated JSON of plans. A name that is not known is a fault: with a mistyped "until" a tenant would go to another point.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PlanRoot))]
internal sealed partial class PlanJson : JsonSerializerContext
{
}
