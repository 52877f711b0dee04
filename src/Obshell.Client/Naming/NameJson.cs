using System.Text.Json.Serialization;
using Obshell.Client.Json;

namespace Obshell.Client.Naming;

/// <summary>Source-generated code for the JSON of names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    PropertyNameCaseInsensitive = true,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(NamedZones))]
[JsonSerializable(typeof(Contents<NamedItem>))]
internal sealed partial class NameJson : JsonSerializerContext
{
}
