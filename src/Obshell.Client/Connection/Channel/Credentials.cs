using System.Security;

namespace Obshell.Client.Connection.Channel;

/// <summary>The two passwords an agent may ask for. Copies of its own: the caller may dispose what it passed.</summary>
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

    /// <summary>What the agents say to them.</summary>
    public Login Login { get; }

    public void Dispose()
    {
        Root?.Dispose();
        Agent?.Dispose();
    }
}
