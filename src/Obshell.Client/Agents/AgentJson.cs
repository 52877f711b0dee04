using System.Text.Json.Serialization;

namespace Obshell.Client.Agents;

/// <summary>Like <c>info</c>, <c>status</c> is written in camel case.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StatusAnswer))]
internal sealed partial class AgentJson : JsonSerializerContext
{
}
