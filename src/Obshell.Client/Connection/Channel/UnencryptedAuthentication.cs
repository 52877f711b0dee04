using Obshell.Client.Display;
using Obshell.Client.Http;

namespace Obshell.Client.Connection.Channel;

/// <summary>
/// A login over plain HTTP is allowed only when the user allows it explicitly, or when it goes to this machine. An attacker who records one
/// request over plain HTTP and can reach the agent's port can then do everything on the cluster (PROTOCOL 2.3).
/// </summary>
internal static class UnencryptedAuthentication
{
    /// <exception cref="ObshellInputException">A login to one of the addresses would go over plain HTTP, and this is not allowed.</exception>
    public static void Refuse(IEnumerable<ServerAddress> addresses, ConnectOptions options)
    {
        if (options.AllowUnencryptedAuthentication)
        {
            return;
        }

        // With a proxy the request goes over the network, even to a loopback address.
        string[] plain = [.. addresses.Where(a => !a.IsTls && (!a.IsLoopback || options.Proxy is not null)).Select(a => a.Name)];
        if (plain.Length > 0)
        {
            throw new ObshellInputException(new InputFault(
                "UnencryptedAuthentication", "Server",
                Listing.Sentences(ConnectionTexts.FormatUnencryptedAuthentication(Listing.Of(plain)), ConnectionTexts.UnencryptedAdvice, ConnectionTexts.UnencryptedAnyway)));
        }
    }
}
