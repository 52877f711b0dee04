using System.Collections.Generic;
using System.Linq;
using ObshellPS.Help.Pages;

namespace ObshellPS.Help.Translations;

/// <summary>
/// The texts of a cmdlet's page in another language, <c>docs/cmdlets/zh-CN/Verb-Noun.md</c>. Syntax and facts are on the English
/// page only, since they are the same in all languages.
/// </summary>
internal sealed class TranslatedPage
{
    /// <summary>Name of the cmdlet.</summary>
    public required string Name { get; init; }

    /// <summary>The file of the page.</summary>
    public required string File { get; init; }

    public required IReadOnlyList<string> Synopsis { get; init; }

    public required IReadOnlyList<string> Description { get; init; }

    public required IReadOnlyList<HelpExample> Examples { get; init; }

    /// <summary>The texts of the parameters, by name without the dash.</summary>
    public required IReadOnlyList<HelpType> Parameters { get; init; }

    public required IReadOnlyList<HelpType> Inputs { get; init; }

    public required IReadOnlyList<HelpType> Outputs { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<string> Links { get; init; }

    /// <summary>The English page with these texts. Texts without a translation stay English.</summary>
    public HelpPage Translate(HelpPage english, TranslatedDefaults defaults) => new()
    {
        Name = english.Name,
        File = File,
        Synopsis = Synopsis,
        Syntax = english.Syntax,
        Description = Description,
        Examples =
        [
            .. english.Examples.Select((e, i) => i < Examples.Count ? new HelpExample(Examples[i].Title, e.Code, Examples[i].Text) : e),
        ],
        Parameters =
        [
            .. english.Parameters.Select(e => e.With(Parameters.FirstOrDefault(p => p.Name == e.Name)?.Text ?? e.Text, defaults.Of(e.Default) ?? e.Default)),
        ],
        Inputs = Translate(english.Inputs, Inputs),
        Outputs = Translate(english.Outputs, Outputs),
        Notes = Notes,
        Links = english.Links,
    };

    private static IReadOnlyList<HelpType> Translate(IReadOnlyList<HelpType> english, IReadOnlyList<HelpType> own) =>
        [.. english.Select(e => own.FirstOrDefault(o => o.Name == e.Name) ?? e)];
}
