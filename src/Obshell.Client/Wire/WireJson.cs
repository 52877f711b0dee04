using System.Collections.Generic;
using System.Text.Json.Serialization;
using Obshell.Client.Connection;
using Obshell.Client.Tasks;

namespace Obshell.Client.Wire;

/// <summary>
/// Source-generated JSON for what agents write in snake case, by policy, so that public types need no attribute of a
/// package. Case-insensitive like the agent itself; 64-bit integers stay integers (trap 19).
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(AgentTimeConverter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(AgentSecret))]
[JsonSerializable(typeof(DagDetail))]
[JsonSerializable(typeof(Contents<DagDetail>))]
[JsonSerializable(typeof(Contents<SubTaskLogEntry>))]
[JsonSerializable(typeof(RestoreOverview))]
[JsonSerializable(typeof(Contents<RestoreOverview>))]
[JsonSerializable(typeof(ClusterInfo))]
[JsonSerializable(typeof(Dictionary<string, object>))]
[JsonSerializable(typeof(object))]
internal sealed partial class WireJson : JsonSerializerContext
{
}
