namespace Obshell.Simulator;

/// <summary>
/// A destination as the agent parses it. The agent ignores unknown query keys. It decodes the values of the query and does not encode them
/// again (PROTOCOL-BACKUP 2, traps B4 and B5).
/// </summary>
internal sealed class StorageUri
{
    private static readonly string[] _keys = ["access_id", "access_key"];

    private readonly string _place;
    private readonly List<(string Key, string Value)> _query = [];

    private StorageUri(string scheme, string place)
    {
        Scheme = scheme;
        _place = place;
    }

    /// <summary>file, oss, s3 or cos.</summary>
    public string Scheme { get; }

    /// <summary>Checks only the beginning of the URI. The agent makes no other check before it creates the DAG.</summary>
    public static bool HasKnownScheme(string uri) => SchemeOf(uri) is not null;

    private static string? SchemeOf(string uri) =>
        Array.Find(["file", "oss", "s3", "cos"], s => uri.StartsWith(s + "://", StringComparison.Ordinal));

    /// <exception cref="AgentException">The URI is not valid.</exception>
    public static StorageUri Parse(string uri)
    {
        if (SchemeOf(uri) is not { } scheme)
            throw Invalid("invalid uri protocol");
        if (scheme == "file")
        {
            if (uri.Contains('?', StringComparison.Ordinal))
                throw Invalid("invalid file path, contains invalid character '?'");
            return uri.StartsWith("file:///", StringComparison.Ordinal) ? new StorageUri(scheme, uri.TrimEnd('/')) : throw Invalid("invalid file path, must start with '/'");
        }
        var at = uri.IndexOf('?', StringComparison.Ordinal);
        if (at < 0)
            throw new AgentException(Invalid("invalid url format, missing query params").Error.Wrap($"parse {scheme} config"));
        var parsed = new StorageUri(scheme, uri[..at].TrimEnd('/'));
        var given = uri[(at + 1)..].Split('&').Select(p => p.Split('=', 2)).ToLookup(p => p[0], p => p.Length == 2 ? Uri.UnescapeDataString(p[1]) : "");
        foreach (var key in Kept(scheme).Where(given.Contains))
            parsed._query.Add((key, given[key].First()));
        if (scheme == "cos" && !given.Contains("appid"))
            throw Invalid("cos appid is required");
        return parsed;
    }

    private static string[] Kept(string scheme) => scheme switch
    {
        "s3" => ["host", .. _keys, "delete_mode", "s3_region"],
        "cos" => ["host", .. _keys, "delete_mode", "appid"],
        _ => ["host", .. _keys, "delete_mode"],
    };

    private static AgentException Invalid(string why) => new(ErrorCodes.StorageUriInvalid.With(why), nullData: true);

    /// <summary>The folder of a file URI.</summary>
    public string Folder => _place["file://".Length..];

    /// <summary>The URI in an SQL statement, with keys.</summary>
    /// <param name="below">The text that the agent appends to the path: a slash or, in a request for the whole cluster, the folder of a
    /// tenant.</param>
    public string Statement(string below) => _place + below + Query(_query);

    /// <summary>The URI that the agent shows, without keys.</summary>
    public string Shown(string below = "") => _place + below + Query(_query.Where(p => !_keys.Contains(p.Key)));

    private static string Query(IEnumerable<(string Key, string Value)> pairs)
    {
        var text = string.Join('&', pairs.Select(p => $"{p.Key}={p.Value}"));
        return text.Length == 0 ? "" : "?" + text;
    }

    /// <summary>
    /// The destination as OceanBase's rows show it, with only the parameter host in the query. All URIs of one destination have the same
    /// result.
    /// </summary>
    public static string Place(string uri)
    {
        var parts = uri.Split('?', 2);
        var host = parts.Length < 2 ? null : parts[1].Split('&').FirstOrDefault(p => p.StartsWith("host=", StringComparison.Ordinal));
        return parts[0].TrimEnd('/') + (host is null ? "" : "?" + host);
    }
}
