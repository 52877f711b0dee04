using System.Text.Json.Nodes;

namespace Obshell.Simulator;

/// <summary>What a handler returns: no data key, <c>"data":null</c>, data, or 204.</summary>
internal sealed record HandlerResult(bool HasData, JsonNode? Data, bool IsNoContent = false)
{
    public static readonly HandlerResult Empty = new(false, null);
    public static readonly HandlerResult NoContent = new(false, null, true);

    public static HandlerResult Of(JsonNode? data) => new(true, data);

    /// <summary>A Go slice is wrapped (PROTOCOL 1.3); null is a nil slice.</summary>
    public static HandlerResult Contents(JsonArray? contents) => Of(new JsonObject { ["contents"] = contents });
}
