using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Obshell.Recovery.Plans.Format;

/// <summary>
/// The JSON of plans. It uses reflection, like the JSON of journals. An unknown key is an error: otherwise a typing error in "until" would
/// restore a tenant to another point.
/// </summary>
internal static class PlanJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,

        // Users read this file, so the character & in a URI is not escaped. PlanWriter escapes all characters that are not ASCII.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
