using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Obshell.Simulator;

/// <summary>One request, while the middlewares of PROTOCOL 1.2 process it.</summary>
internal sealed class AgentRequest
{
    public required string Method { get; init; }

    /// <summary>The target from the request line, Go's RequestURI. The agent compares it with <c>Uri</c> in the header.</summary>
    public required string RawTarget { get; init; }

    public required byte[] RawBody { get; init; }

    /// <summary>The length of the body: 0 without a body, -1 for a chunked body. The agent's middleware PaddingBody checks for 0.</summary>
    public required long ContentLength { get; init; }

    public required string ConnectionId { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required Func<string, string?> HeaderOf { get; init; }

    public string Path => Uri.UnescapeDataString(RawPath);

    public string RawPath
    {
        get
        {
            var path = RawTarget.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? RawTarget[..at] : RawTarget;
            // A request to a proxy has an absolute target. Go uses only its path for routing, but compares the whole target with Uri.
            if (path.IndexOf("://", StringComparison.Ordinal) is var scheme and > 0)
                path = path.IndexOf('/', scheme + 3) is var slash and >= 0 ? path[slash..] : "/";
            return path;
        }
    }

    public AuthHeader? Auth { get; set; }

    public bool IsAgentHeader { get; set; }

    public string? HeaderName { get; set; }

    public string? HeaderValue { get; set; }

    public string? HeaderJson { get; set; }

    public int RsaBlocks { get; set; }

    /// <summary>The body after decryption and padding.</summary>
    public string BodyText { get; set; } = "";

    /// <summary>The body as a JSON object; null if it is not an object (PROTOCOL 1.2, PreHandlers).</summary>
    public JsonElement? Body { get; set; }

    public string TraceId { get; set; } = "";

    public string? Language { get; set; }

    /// <summary>The first value of a query key, decoded like in Go (<c>+</c> is a space), or null.</summary>
    public string? Query(string key)
    {
        var at = RawTarget.IndexOf('?', StringComparison.Ordinal);
        if (at < 0)
            return null;
        foreach (var pair in RawTarget[(at + 1)..].Split('&'))
        {
            var split = pair.IndexOf('=', StringComparison.Ordinal);
            var name = split < 0 ? pair : pair[..split];
            if (Decode(name) == key)
                return split < 0 ? "" : Decode(pair[(split + 1)..]);
        }
        return null;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    /// <summary>
    /// Reads the whole Accept-Language header as one tag, like Go's <c>language.Parse</c>. A list is not valid and is ignored
    /// (PROTOCOL 1.4).
    /// </summary>
    public static string? LanguageOf(string? acceptLanguage)
    {
        if (string.IsNullOrEmpty(acceptLanguage))
            return null;
        foreach (var c in acceptLanguage)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
                return null;
        }
        var primary = acceptLanguage.Split('-', '_')[0];
        if (primary.Length is < 2 or > 3)
            return null;
        return primary.Equals("zh", StringComparison.OrdinalIgnoreCase) ? "zh" : "en";
    }

    /// <summary>Makes a trace id with 16 lower-case hex digits.</summary>
    public static string NewTraceId() => Random.Shared.NextInt64().ToString("x16", CultureInfo.InvariantCulture);

    public static string Utf8(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
