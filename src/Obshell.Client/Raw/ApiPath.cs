using Obshell.Client.Display;

namespace Obshell.Client.Raw;

/// <summary>
/// The addresses that a raw request can use. They begin with <c>/api/v1/</c>, and have a form that nothing on the network rewrites. The
/// header contains the exact address (PROTOCOL 2.3). If a proxy rewrote the address, the agent would refuse the request, or the request
/// would reach another route.
/// </summary>
public static class ApiPath
{
    private const string Prefix = "/api/v1/";
    private const string Parameter = "Path";

    /// <summary>Whether the route needs no login. A request to such a route must contain no login header (PROTOCOL 1.2, 3).</summary>
    public static bool IsOpen(string pathAndQuery) =>
        PathOf(pathAndQuery) is Prefix + "info" or Prefix + "secret" or Prefix + "status" or Prefix + "time" or Prefix + "git-info";

    /// <summary>Refuses a text that cannot be an address of the API.</summary>
    /// <returns>The address in the form of the request line.</returns>
    /// <exception cref="ObshellInputException">
    /// The text cannot be an address. The message does not repeat the query, because it may contain keys.
    /// </exception>
    public static string Check(string? given)
    {
        string text = given ?? "";
        string path = PathOf(text);
        if (path.IndexOf("://", StringComparison.Ordinal) >= 0 || path.StartsWith("//", StringComparison.Ordinal))
        {
            throw Fault(RawTexts.PathHasHost);
        }

        if (!path.StartsWith(Prefix, StringComparison.Ordinal) || path.Length == Prefix.Length)
        {
            throw Fault(RawTexts.FormatPathNotOfApi(TextFault.Quote(path), Prefix));
        }

        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '#' or '\\' || char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c > '~')
            {
                throw Fault(Listing.Sentences(RawTexts.FormatPathCharacter(TextFault.Show(c), i + 1), c == '#' ? RawTexts.PathFragment : null));
            }

            if (c == '%' && !(i + 2 < text.Length && Uri.IsHexDigit(text[i + 1]) && Uri.IsHexDigit(text[i + 2])))
            {
                throw Fault(RawTexts.FormatPathPercent(i + 1));
            }

            if (c == '%' && i < path.Length && (text[i + 1] is '0' or '1' || (text[i + 1] == '7' && text[i + 2] is ('F' or 'f'))))
            {
                throw Fault(RawTexts.FormatPathControlCharacter(text.Substring(i, 3), i + 1));
            }
        }

        if (path.EndsWith("/", StringComparison.Ordinal))
        {
            throw Fault(RawTexts.PathEndsWithSlash);
        }

        foreach (string segment in Uri.UnescapeDataString(path.Substring(1)).Split('/', '\\'))
        {
            if (segment is "" or "." or "..")
            {
                throw Fault(segment.Length == 0 ? RawTexts.PathEmptySegment : RawTexts.FormatPathSegment(segment));
            }
        }

        string sent = new Uri(new Uri("http://agent"), text).PathAndQuery;
        return sent.StartsWith(Prefix, StringComparison.Ordinal) ? sent : throw Fault(RawTexts.PathLeadsElsewhere);
    }

    private static string PathOf(string text) => text.IndexOf('?') is var query and >= 0 ? text.Substring(0, query) : text;

    private static ObshellInputException Fault(string message) => new(new InputFault("InvalidApiPath", Parameter, message));
}
