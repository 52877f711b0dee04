using Obshell.Client;
using Obshell.Client.Display;
using ObshellPS.Objects;

namespace ObshellPS.References;

/// <summary>Refuses wildcards in the names of objects that a cmdlet changes, and shows the command that finds the names.</summary>
internal static class NoWildcards
{
    /// <param name="item">What the user gave. Only text can have wildcards; the name in an object is the real name.</param>
    /// <param name="errorId">The id of the error.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="find">Makes the command that finds the matching objects, from the pattern as an argument.</param>
    /// <exception cref="ObshellInputException">The name has wildcards.</exception>
    public static void Check(object? item, string errorId, string parameter, Func<string, string> find)
    {
        // A name with another character that is not valid has its own error, with the position of the character.
        if (PropertyBag.Unwrap(item) is string text && text.IndexOfAny(['*', '?']) >= 0 && text.All(static c => char.IsLetterOrDigit(c) || c is '_' or '-' or '*' or '?'))
        {
            throw new ObshellInputException(new InputFault(errorId, parameter, ReferenceTexts.FormatNoWildcards(TextFault.Quote(text)))
            {
                Advice = ReferenceTexts.FormatAdviceNoWildcards(find(CommandArgument.Of(text.Trim()))),
            });
        }
    }
}
