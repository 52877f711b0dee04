using System.Text.Json.Serialization;

namespace Obshell.Client.Json;

/// <summary>The object in which agents send a list (PROTOCOL 1.3).</summary>
internal sealed class Contents<T>
    where T : class
{
    [JsonPropertyName("contents")]
    public T?[]? Items { get; init; }
}
