using Obshell.Client;
using Obshell.Client.Display;

namespace ObshellPS.Connections;

/// <summary>
/// The variables that are used where parameters are not given: OBSHELL_SERVER, OBSHELL_PASSWORD, OBSHELL_FINGERPRINT,
/// OBSHELL_ALLOW_UNENCRYPTED_AUTHENTICATION. One that is set and
/// empty is what a missing secret of a CI system leaves, so it is an error and not "not given".
/// </summary>
internal static class EnvironmentVariable
{
    public const string Server = "OBSHELL_SERVER";
    public const string Fingerprint = "OBSHELL_FINGERPRINT";

    private static readonly char[] ListSeparators = [',', ';', ' ', '\t', '\r', '\n'];

    /// <param name="name">Of the variable.</param>
    /// <param name="parameter">The parameter that it replaces.</param>
    /// <param name="advice">A further sentence of the error; null for none.</param>
    /// <returns>Null when it is not set.</returns>
    /// <exception cref="ObshellInputException">It is set and blank.</exception>
    public static string? Read(string name, string parameter, string? advice = null) => Environment.GetEnvironmentVariable(name) switch
    {
        null => null,
        var text when string.IsNullOrWhiteSpace(text) => throw new ObshellInputException(new InputFault(
            "EmptyVariable", parameter,
            Listing.Sentences(ConnectionTexts.FormatVariableEmpty(name), advice))),
        var text => text,
    };

    /// <summary>As <see cref="Read"/>, of a list.</summary>
    public static string[]? ReadList(string name, string parameter) =>
        Read(name, parameter)?.Split(ListSeparators, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>As <see cref="ReadList"/>, for completion: empty where it is not set.</summary>
    public static string[] ListOrEmpty(string name) =>
        Environment.GetEnvironmentVariable(name)?.Split(ListSeparators, StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Of what is allowed. What cannot be read allows nothing.</summary>
    /// <exception cref="ObshellInputException">It is set, and neither true nor false.</exception>
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
