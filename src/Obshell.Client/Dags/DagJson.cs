using System.Text.Json.Serialization;
using Obshell.Client.Json;

namespace Obshell.Client.Dags;

/// <summary>
/// Source-generated code for the JSON of DAGs. A naming policy makes the names snake case, so public types need no attribute from a
/// package. Names are not case-sensitive, as in the agent; 64-bit integers stay integers (trap 19).
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(AgentTimeConverter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(AgentDag))]
[JsonSerializable(typeof(Contents<AgentDag>))]
internal sealed partial class DagJson : JsonSerializerContext
{
}
