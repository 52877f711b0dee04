using System.Text.Json.Serialization;

namespace Obshell.Client.Json;

/// <summary>Source-generated code for the JSON of values whose form is not known or may change.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(PlainValueConverter)])]
[JsonSerializable(typeof(Dictionary<string, object>))]
[JsonSerializable(typeof(object))]
internal sealed partial class PlainJson : JsonSerializerContext
{
}
