using Obshell.Client.Display;
using Obshell.Client.Http;

namespace Obshell.Client.Connection.Channel;

/// <summary>
/// Logins over plain HTTP are allowed by name, or go to this machine. Over plain HTTP whoever has one recorded request and
/// reaches the port can in the end do everything (PROTOCOL 2.3).
/// </summary>
internal static class UnencryptedAuthentication
{
    /// <exception cref="ObshellInputException">One of them would get its login over plain HTTP, and that is not allowed.</exception>
    public static void Refuse(IEnumerable<ServerAddress> addresses, ConnectOptions options)
    {
        if (options.AllowUnencryptedAuthentication)
        {
            return;
        }

        // To a proxy the request goes over the network, no matter which address is in it.
        string[] plain = [.. addresses.Where(a => !a.IsTls && (!a.IsLoopback || options.Proxy is not null)).Select(a => a.Name)];
        if (plain.Length > 0)
        {
            throw new ObshellInputException(new InputFault(
                "UnencryptedAuthentication", "Server",
                Listing.Sentences(ConnectionTexts.FormatUnencryptedAuthentication(Listing.Of(plain)), ConnectionTexts.UnencryptedAdvice, ConnectionTexts.UnencryptedAnyway)));
        }
    }
}
