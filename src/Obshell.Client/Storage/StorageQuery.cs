namespace Obshell.Client.Storage;

/// <summary>The parts of a storage URI. This class splits the URI like OceanBase and the agent. Nothing is decoded.</summary>
internal sealed class StorageQuery
{
    private StorageQuery(string scheme, string place, bool hasMark, IReadOnlyList<(string Name, string Value)> parameters) =>
        (Scheme, Place, HasMark, Parameters) = (scheme, place, hasMark, parameters);

    /// <summary>The scheme as the user typed it; empty when there is none.</summary>
    public string Scheme { get; }

    /// <summary>The known scheme, in any case of its letters; null when the scheme is not known.</summary>
    public StorageScheme? KnownScheme => StorageScheme.Of(Scheme.ToLowerInvariant());

    /// <summary>The text between <c>://</c> and the <c>?</c>.</summary>
    public string Place { get; }

    /// <summary>Whether there is a <c>?</c>.</summary>
    public bool HasMark { get; }

    /// <summary>The parameters in their order; the value is empty when there is none.</summary>
    public IReadOnlyList<(string Name, string Value)> Parameters { get; }

    /// <param name="uri">The URI, with or without its keys.</param>
    public static StorageQuery Of(string uri)
    {
        int end = uri.IndexOf("://", StringComparison.Ordinal);
        string rest = end < 0 ? uri : uri.Substring(end + 3);
        int mark = rest.IndexOf('?');
        return new StorageQuery(
            end < 0 ? "" : uri.Substring(0, end), mark < 0 ? rest : rest.Substring(0, mark), mark >= 0,
            mark < 0 ? [] : [.. rest.Substring(mark + 1).Split('&').Where(p => p.Length > 0).Select(Pair)]);
    }

    /// <summary>Whether the URI contains the parameter with a value.</summary>
    public bool Has(StorageParameter parameter) => ValueOf(parameter).Length > 0;

    /// <returns>Empty when the URI does not contain the parameter.</returns>
    public string ValueOf(StorageParameter parameter) => Parameters.FirstOrDefault(p => p.Name == parameter.Name).Value ?? "";

    private static (string Name, string Value) Pair(string text)
    {
        int equals = text.IndexOf('=');
        return equals < 0 ? (text, "") : (text.Substring(0, equals), text.Substring(equals + 1));
    }
}
