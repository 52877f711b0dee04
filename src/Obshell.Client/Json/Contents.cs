using System.Text.Json.Serialization;

namespace Obshell.Client.Json;

/// <summary>Go slices come wrapped (PROTOCOL 1.3).</summary>
internal sealed class Contents<T>
    where T : class
{
    [JsonPropertyName("contents")]
    public T?[]? Items { get; init; }
}
