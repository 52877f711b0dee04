using System.Security;

namespace Obshell.Client.Connection.Channel;

/// <summary>The two passwords that an agent may require. The object copies them, so the caller can dispose the originals.</summary>
internal sealed class Credentials : IDisposable
{
    public Credentials(SecureString? root, SecureString? agent, TimeProvider time)
    {
        Login = new Login(time);
        Root = root?.Copy();
        Agent = agent?.Copy();
    }

    /// <summary>Password of root@sys.</summary>
    public SecureString? Root { get; }

    /// <summary>The agent's own password.</summary>
    public SecureString? Agent { get; }

    /// <summary>Whether the agents accept the passwords.</summary>
    public Login Login { get; }

    public void Dispose()
    {
        Root?.Dispose();
        Agent?.Dispose();
    }
}
