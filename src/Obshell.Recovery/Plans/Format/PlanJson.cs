using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Obshell.Recovery.Plans.Format;

/// <summary>
/// The JSON of plans. It uses reflection, as the JSON of journals does. An unknown name is a fault: with a mistyped "until" a tenant
/// would be restored to another point.
/// </summary>
internal static class PlanJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,

        // Users read this file, and a place contains the character &. The writer escapes characters that are not ASCII.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
