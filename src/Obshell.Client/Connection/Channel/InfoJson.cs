using System.Text.Json.Serialization;

namespace Obshell.Client.Connection.Channel;

/// <summary>The JSON names of <c>/api/v1/info</c> are in camel case.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AgentInfo))]
internal sealed partial class InfoJson : JsonSerializerContext
{
}
