using System.Text.Json.Serialization;
using Obshell.Client.Json;

namespace Obshell.Client.Tenants;

/// <summary>Source-generated code for the JSON of the tenant routes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(AgentTimeConverter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(TenantDetail))]
[JsonSerializable(typeof(Contents<TenantDetail>))]
[JsonSerializable(typeof(Dictionary<string, object>))]
internal sealed partial class TenantJson : JsonSerializerContext
{
}
