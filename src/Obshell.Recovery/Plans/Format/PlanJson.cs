using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Obshell.Recovery.Plans.Format;

/// <summary>
/// JSON of plans, by reflection as that of journals. A name that is not known is a fault: with a mistyped "until" a tenant would go to
/// another point.
/// </summary>
internal static class PlanJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,

        // For people: a place has & in it. What is not ASCII is escaped by the writer.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
