using System.Text;

namespace Obshell.Client.Display;

/// <summary>
/// Writes a name that comes from an agent or a user as an argument of a PowerShell command. The argument is used for completion, and for
/// commands in texts that the user can copy. PowerShell reads the argument as one string with exactly this name, or refuses the command.
/// </summary>
public static class CommandArgument
{
    /// <summary>Replaces a name that cannot be shown. PowerShell refuses a command with this text.</summary>
    public const string Unshowable = "<name>";

    /// <summary>PowerShell rounds a number that has more digits than this.</summary>
    private const int MaxNumber = 18;

    /// <summary>Returns plain words and numbers unchanged, and every other name as a literal.</summary>
    public static string Of(string? value) => value is not { Length: > 0 } ? Unshowable
        : !CanBeShown(value) ? Unshowable
        : (IsDigits(value) && value.Length <= MaxNumber) || IsWord(value) ? value
        : Literal(value);

    /// <summary>Whether all characters of the name are visible on a screen.</summary>
    public static bool CanBeShown(string value) => VisibleText.OneLine(value) == value;

    /// <summary>Whether the name contains only the digits 0 to 9.</summary>
    public static bool IsDigits(string value) => value.Length > 0 && value.All(c => c is >= '0' and <= '9');

    private static bool IsWord(string value) => IsLetter(value[0]) && value.All(c => IsLetter(c) || c is (>= '0' and <= '9') or '-' or '.');

    private static bool IsLetter(char c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or '_';

    /// <summary>
    /// Does the same as PowerShell's CodeGeneration.EscapeSingleQuotedStringContent. This code also runs without PowerShell.
    /// </summary>
    private static string Literal(string value)
    {
        var literal = new StringBuilder("'");
        foreach (char c in value)
        {
            // PowerShell ends a literal at any of these quotes.
            literal.Append(c is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B' ? new string(c, 2) : c.ToString());
        }

        return literal.Append('\'').ToString();
    }
}
