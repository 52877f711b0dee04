using System.Security;

namespace ObshellPS.Tests.Hosting;

/// <summary>Passwords as users pass them to cmdlets.</summary>
public static class Secret
{
    public static SecureString Of(string text)
    {
        var secret = new SecureString();
        foreach (char c in text)
        {
            secret.AppendChar(c);
        }

        secret.MakeReadOnly();
        return secret;
    }
}
