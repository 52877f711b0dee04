using System.Text.Json.Serialization;

namespace Obshell.Client.Agents;

/// <summary>The JSON names of <c>/api/v1/status</c> are in camel case, like the names of <c>/api/v1/info</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StatusAnswer))]
internal sealed partial class AgentJson : JsonSerializerContext
{
}
