using System.Globalization;
using System.Net;

namespace Obshell.Client.Http;

/// <summary>The address of an agent as the user writes it: <c>host[:port]</c> or a URI without path; the default port is 2886.</summary>
internal sealed class ServerAddress
{
    public const int DefaultPort = 2886;

    private ServerAddress(Uri baseUri)
    {
        BaseUri = baseUri;
        Name = baseUri.Host + ":" + baseUri.Port.ToString(CultureInfo.InvariantCulture);
    }

    public Uri BaseUri { get; }

    /// <summary><c>host:port</c>, IPv6 in brackets.</summary>
    public string Name { get; }

    public bool IsTls => BaseUri.Scheme == Uri.UriSchemeHttps;

    /// <summary>
    /// Whether the address certainly means this machine: a loopback address, or <c>localhost</c>. The meaning of any other name depends on
    /// a name server. <c>0.0.0.0</c> is an address for listening only.
    /// </summary>
    public bool IsLoopback
    {
        get
        {
            if (!IPAddress.TryParse(BaseUri.Host.Trim('[', ']'), out IPAddress? ip))
            {
                return BaseUri.Host == "localhost";
            }

            byte[] bytes = (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip).GetAddressBytes();
            return bytes.Length == 4 ? bytes[0] == 127 : ip.Equals(IPAddress.IPv6Loopback);
        }
    }

    public override string ToString() => Name;

    /// <exception cref="ObshellInputException">
    /// The text is not the address of an agent. The message does not repeat a part that may be a password.
    /// </exception>
    public static ServerAddress Parse(string text, string parameter)
    {
        string rest = (text ?? "").Trim();
        string scheme = Uri.UriSchemeHttp;
        int mark = rest.IndexOf("://", StringComparison.Ordinal);
        if (mark >= 0)
        {
            scheme = rest.Substring(0, mark).ToLowerInvariant();
            rest = rest.Substring(mark + 3);
            if (scheme is not ("http" or "https"))
            {
                throw Fault(parameter, HttpTexts.FormatSchemeNotValid(scheme));
            }
        }

        if (rest.IndexOf('@') >= 0)
        {
            throw Fault(parameter, HttpTexts.AddressHasUser);
        }

        if (rest.EndsWith("/", StringComparison.Ordinal))
        {
            rest = rest.Substring(0, rest.Length - 1);
        }

        if (rest.IndexOfAny(['/', '?', '#']) >= 0)
        {
            throw Fault(parameter, HttpTexts.FormatAddressHasPath(rest));
        }

        if (rest.Length == 0)
        {
            throw Fault(parameter, HttpTexts.AddressEmpty);
        }

        if (rest[0] == '[' && rest.IndexOf(']') < 0)
        {
            throw Fault(parameter, HttpTexts.FormatBracketOpen(rest, DefaultPort));
        }

        string host = rest;
        int port = DefaultPort;
        int colon = rest.StartsWith("[", StringComparison.Ordinal)
            ? rest.IndexOf(':', Math.Max(0, rest.IndexOf(']')))
            : rest.IndexOf(':');
        if (colon >= 0)
        {
            host = rest.Substring(0, colon);
            string digits = rest.Substring(colon + 1);
            if (digits.IndexOf(':') >= 0)
            {
                throw Fault(parameter, HttpTexts.FormatIpv6WithoutBrackets(rest, DefaultPort));
            }

            if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535)
            {
                throw Fault(parameter, HttpTexts.FormatPortNotValid(digits, DefaultPort));
            }
        }

        if (Uri.CheckHostName(host.Trim('[', ']')) == UriHostNameType.Unknown
            || !Uri.TryCreate(scheme + "://" + host + ":" + port.ToString(CultureInfo.InvariantCulture), UriKind.Absolute, out Uri? uri))
        {
            throw Fault(parameter, HttpTexts.FormatHostNotValid(host));
        }

        return new ServerAddress(uri);
    }

    private static ObshellInputException Fault(string parameter, string message) =>
        new(new InputFault("InvalidServer", parameter, message));
}
