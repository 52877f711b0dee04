namespace Obshell.Client.Raw;

/// <summary>
/// Where a free request may go: below <c>/api/v1/</c> of the agents of the connection, at an address that nothing on the
/// way rewrites. The header names the exact address (PROTOCOL 2.3), and a rewritten one is refused or, worse, another.
/// </summary>
public static class ApiPath
{
    private const string Prefix = "/api/v1/";
    private const string Parameter = "Path";

    /// <summary>Routes that must get no header at all (PROTOCOL 1.2, 3).</summary>
    public static bool IsOpen(string pathAndQuery) =>
        PathOf(pathAndQuery) is Prefix + "info" or Prefix + "secret" or Prefix + "status" or Prefix + "time" or Prefix + "git-info";

    /// <summary>Refuses what cannot be an address of the API.</summary>
    /// <returns>The address as it goes onto the request line.</returns>
    /// <exception cref="ObshellInputException">It cannot be one. The message does not repeat the query, which may hold keys.</exception>
    public static string Check(string? given)
    {
        string text = given ?? "";
        string path = PathOf(text);
        if (path.IndexOf("://", StringComparison.Ordinal) >= 0 || path.StartsWith("//", StringComparison.Ordinal))
        {
            throw Fault("It names a host. The connection knows the agents: give the path alone, /api/v1/...");
        }

        if (!path.StartsWith(Prefix, StringComparison.Ordinal) || path.Length == Prefix.Length)
        {
            throw Fault($"'{TextFault.Quote(path)}' does not begin with {Prefix} and a name. Other addresses are no API of the agent.");
        }

        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '#' or '\\' || char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c > '~')
            {
                throw Fault($"There is '{TextFault.Show(c)}' at position {i + 1}. Encode it with [uri]::EscapeDataString()."
                    + (c == '#' ? " A fragment is never sent." : ""));
            }

            if (c == '%' && !(i + 2 < text.Length && Uri.IsHexDigit(text[i + 1]) && Uri.IsHexDigit(text[i + 2])))
            {
                throw Fault($"The % at position {i + 1} is not followed by two hexadecimal digits. Write %25 for the character itself.");
            }

            if (c == '%' && i < path.Length && (text[i + 1] is '0' or '1' || (text[i + 1] == '7' && text[i + 2] is ('F' or 'f'))))
            {
                throw Fault($"The {text.Substring(i, 3)} at position {i + 1} is a control character. Nothing has one in its name.");
            }
        }

        if (path.EndsWith("/", StringComparison.Ordinal))
        {
            throw Fault("It ends with a slash: agents answer that with a redirect, which is not followed. Leave it out.");
        }

        foreach (string segment in Uri.UnescapeDataString(path.Substring(1)).Split('/', '\\'))
        {
            if (segment is "" or "." or "..")
            {
                throw Fault($"It holds {(segment.Length == 0 ? "an empty segment" : $"the segment '{segment}'")}, which leads to another address.");
            }
        }

        string sent = new Uri(new Uri("http://agent"), text).PathAndQuery;
        return sent.StartsWith(Prefix, StringComparison.Ordinal) ? sent : throw Fault("It leads to another address.");
    }

    private static string PathOf(string text) => text.IndexOf('?') is var query and >= 0 ? text.Substring(0, query) : text;

    private static ObshellInputException Fault(string message) => new(new InputFault("InvalidPath", Parameter, message));
}
