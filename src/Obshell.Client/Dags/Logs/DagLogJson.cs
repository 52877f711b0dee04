using System.Text.Json.Serialization;
using Obshell.Client.Json;

namespace Obshell.Client.Dags.Logs;

/// <summary>Source-generated code for the JSON of the logs of sub-tasks.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(AgentTimeConverter)])]
[JsonSerializable(typeof(Contents<SubTaskLogEntry>))]
internal sealed partial class DagLogJson : JsonSerializerContext
{
}
