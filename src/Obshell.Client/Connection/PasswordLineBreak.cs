using System.Security;
using Obshell.Client.Secrets;

namespace Obshell.Client.Connection;

/// <summary>
/// Refuses a password that ends in a line break. Such a password usually comes from a file, for example a mounted secret, that ends in a
/// line break. The agent would refuse the password, and too many wrong passwords lock the account (trap 33). The client does not remove the
/// line break, because then the user would not know which password was sent.
/// </summary>
public static class PasswordLineBreak
{
    /// <summary>Refuses options in which a password ends in a line break.</summary>
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

    /// <summary>The error for a password that ends in a line break.</summary>
    public static InputFault Fault(string parameter) => new(
        "PasswordEndsInLineBreak", parameter, ConnectionTexts.PasswordEndsInLineBreak);
}
