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

        // To a proxy the request goes over the network, whatever address stands in it.
        string[] plain = [.. addresses.Where(a => !a.IsTls && (!a.IsLoopback || options.Proxy is not null)).Select(a => a.Name)];
        if (plain.Length > 0)
        {
            throw new ObshellInputException(new InputFault(
                "UnencryptedAuthentication", "Server",
                $"{string.Join(", ", plain)} would get the login over plain HTTP. Whoever listens on the way, and reaches the agent's port, can then do everything on the cluster. "
                    + "Use TLS: put a private key and its certificate (agent.key and agent.crt) into the 'ca' folder of each agent, restart obshell (4.4.2 or later), and write https:// before the address. "
                    + "To use plain HTTP all the same, pass -AllowUnencryptedAuthentication, or set the environment variable OBSHELL_ALLOW_UNENCRYPTED_AUTHENTICATION to true."));
        }
    }
}
