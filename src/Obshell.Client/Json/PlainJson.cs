using System.Text.Json.Serialization;

namespace Obshell.Client.Json;

/// <summary>Source-generated JSON of values whose shape is not known or not relied on.</summary>
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
