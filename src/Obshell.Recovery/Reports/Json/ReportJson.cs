using System.Text.Json.Serialization;

namespace Obshell.Recovery.Reports.Json;

/// <summary>Source-generated JSON of reports.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    WriteIndented = true,
    Converters = [typeof(DisplayTextConverter), typeof(UtcConverter), typeof(SecondsConverter), typeof(RateConverter)],
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(JsonReportRoot))]
internal sealed partial class ReportJson : JsonSerializerContext
{
}
