using System.Text.Json.Serialization;
using Obshell.Client.Json;

namespace Obshell.Client.Restores;

/// <summary>Source-generated code for the JSON of OceanBase's restore jobs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RestoreOverview))]
[JsonSerializable(typeof(Contents<RestoreOverview>))]
internal sealed partial class RestoreJson : JsonSerializerContext
{
}
