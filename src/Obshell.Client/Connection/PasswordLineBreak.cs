using System.Security;
using Obshell.Client.Secrets;

namespace Obshell.Client.Connection;

/// <summary>
/// A password that ends in a line break was read from a file (a mounted secret) and not trimmed. It would be wrong, and each wrong try
/// counts against the account (trap 33). It is never trimmed here, because then the user would not know which password was sent.
/// </summary>
public static class PasswordLineBreak
{
    /// <summary>Refuses a connection with such a password.</summary>
    /// <exception cref="ObshellInputException">A password ends in a line break.</exception>
    internal static void Refuse(ConnectOptions options)
    {
        var faults = new List<InputFault>();
        Add(options.Password, nameof(options.Password));
        Add(options.AgentPassword, nameof(options.AgentPassword));
        if (faults.Count > 0)
        {
            throw new ObshellInputException(faults);
        }

        void Add(SecureString? password, string parameter)
        {
            if (SecretText.EndsInLineBreak(password))
            {
                faults.Add(Fault(parameter));
            }
        }
    }

    /// <summary>The fault of a password in that parameter.</summary>
    public static InputFault Fault(string parameter) => new(
        "PasswordEndsInLineBreak", parameter, ConnectionTexts.PasswordEndsInLineBreak);
}
