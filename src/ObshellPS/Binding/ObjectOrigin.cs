using System.Globalization;
using Obshell.Client.Connection;

namespace ObshellPS.Binding;

/// <summary>Reads from a deserialized object (of a job or a file) which cluster the object came from.</summary>
internal static class ObjectOrigin
{
    public static ClusterOrigin Of(IReadOnlyList<KeyValuePair<string, object?>> bag) => new(
        Text(bag, "ClusterName") ?? "",
        long.TryParse(Text(bag, "ClusterId"), NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : 0);

    /// <summary>The value of the first of these properties that has a value.</summary>
    public static string? Text(IReadOnlyList<KeyValuePair<string, object?>> bag, params string[] names) => bag
        .Where(e => names.Contains(e.Key, StringComparer.OrdinalIgnoreCase))
        .Select(e => e.Value is null ? null : Convert.ToString(e.Value, CultureInfo.InvariantCulture)?.Trim())
        .FirstOrDefault(t => !string.IsNullOrEmpty(t));
}
