using Obshell.Client;
using Obshell.Client.Display;

namespace ObshellPS.Connections;

/// <summary>
/// Reads the environment variables for parameters that are not given: OBSHELL_SERVER, OBSHELL_PASSWORD, OBSHELL_FINGERPRINT,
/// OBSHELL_ALLOW_UNENCRYPTED_AUTHENTICATION. An empty variable is an error and does not mean "not given": a CI system sets the variable of
/// a missing secret to empty text.
/// </summary>
internal static class EnvironmentVariable
{
    public const string Server = "OBSHELL_SERVER";
    public const string Fingerprint = "OBSHELL_FINGERPRINT";

    private static readonly char[] ListSeparators = [',', ';', ' ', '\t', '\r', '\n'];

    /// <param name="name">The name of the variable.</param>
    /// <param name="parameter">The parameter that it replaces.</param>
    /// <param name="advice">An additional sentence for the error; null for no sentence.</param>
    /// <returns>Null when the variable is not set.</returns>
    /// <exception cref="ObshellInputException">The variable is set and blank.</exception>
    public static string? Read(string name, string parameter, string? advice = null) => Environment.GetEnvironmentVariable(name) switch
    {
        null => null,
        var text when string.IsNullOrWhiteSpace(text) => throw new ObshellInputException(new InputFault(
            "EmptyVariable", parameter,
            Listing.Sentences(ConnectionTexts.FormatVariableEmpty(name), advice))),
        var text => text,
    };

    /// <summary>Reads a variable with a list, like <see cref="Read"/>.</summary>
    public static string[]? ReadList(string name, string parameter) =>
        Read(name, parameter)?.Split(ListSeparators, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Reads a list for completion, like <see cref="ReadList"/>; empty when the variable is not set.</summary>
    public static string[] ListOrEmpty(string name) =>
        Environment.GetEnvironmentVariable(name)?.Split(ListSeparators, StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Reads a variable that is true or false; default: false.</summary>
    /// <exception cref="ObshellInputException">The variable is set, and its value is not true or false.</exception>
    public static bool ReadSwitch(string name, string parameter)
    {
        string? text = Environment.GetEnvironmentVariable(name)?.Trim();
        return text switch
        {
            null => false,
            "1" => true,
            "0" => false,
            _ when bool.TryParse(text, out bool value) => value,
            _ => throw new ObshellInputException(new InputFault(
                "InvalidVariable", parameter,
                text.Length == 0 ? ConnectionTexts.FormatVariableEmpty(name) : ConnectionTexts.FormatVariableNotBoolean(name))),
        };
    }
}
