using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Obshell.Simulator.Tests;

/// <summary>The fields of an authentication header in plaintext. A test can set a wrong value.</summary>
public sealed class HeaderFields
{
    public string? Auth { get; set; } = "";
    public object? Ts { get; set; }
    public string? Uri { get; set; }
    public byte[]? Keys { get; set; }
    public string? SessionId { get; set; }
    public Dictionary<string, JsonNode?> More { get; } = [];

    public string ToJson(bool lowerCase = false)
    {
        var json = new JsonObject();
        void Put(string name, JsonNode? value) => json[lowerCase ? name.ToLowerInvariant() : name] = value;
        Put("Auth", Auth);
        Put("Ts", Ts switch { null => null, string s => s, var other => JsonSerializer.SerializeToNode(other) });
        Put("Uri", Uri);
        if (Keys is not null)
            Put("Keys", System.Convert.ToBase64String(Keys));
        if (SessionId is not null)
            json["session_id"] = SessionId;
        foreach (var (name, value) in More)
            json[name] = value?.DeepClone();
        return json.ToJsonString();
    }
}
