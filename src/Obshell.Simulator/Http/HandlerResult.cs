using System.Text.Json.Nodes;

namespace Obshell.Simulator;

/// <summary>
/// The result of a handler: an answer without the key data, an answer with <c>"data":null</c>, an answer with data, or a 204.
/// </summary>
internal sealed record HandlerResult(bool HasData, JsonNode? Data, bool IsNoContent = false)
{
    public static readonly HandlerResult Empty = new(false, null);
    public static readonly HandlerResult NoContent = new(false, null, true);

    public static HandlerResult Of(JsonNode? data) => new(true, data);

    /// <summary>A list. The agent wraps a Go slice as <c>contents</c> (PROTOCOL 1.3); null is a nil slice.</summary>
    public static HandlerResult Contents(JsonArray? contents) => Of(new JsonObject { ["contents"] = contents });
}
