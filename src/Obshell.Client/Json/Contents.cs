using System.Text.Json.Serialization;

namespace Obshell.Client.Json;

/// <summary>The object around a list: agents send Go slices in this form (PROTOCOL 1.3).</summary>
internal sealed class Contents<T>
    where T : class
{
    [JsonPropertyName("contents")]
    public T?[]? Items { get; init; }
}
