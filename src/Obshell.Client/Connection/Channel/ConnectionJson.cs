using System.Text.Json.Serialization;

namespace Obshell.Client.Connection.Channel;

/// <summary>Source-generated code for the JSON of an agent's key and cluster.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AgentSecret))]
[JsonSerializable(typeof(ClusterInfo))]
internal sealed partial class ConnectionJson : JsonSerializerContext
{
}
