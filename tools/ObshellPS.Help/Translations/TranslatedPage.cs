using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ObshellPS.Help.Pages;

namespace ObshellPS.Help.Translations;

/// <summary>
/// The texts of a cmdlet's page in another language, <c>docs/cmdlets/zh-CN/Verb-Noun.md</c>. Syntax, facts and links are the same
/// in all languages: they are taken from the English page.
/// </summary>
internal sealed class TranslatedPage
{
    /// <summary>Name of the cmdlet.</summary>
    public required string Name { get; init; }

    /// <summary>The file it was read from.</summary>
    public required string File { get; init; }

    public required IReadOnlyList<string> Synopsis { get; init; }

    public required IReadOnlyList<string> Description { get; init; }

    public required IReadOnlyList<HelpExample> Examples { get; init; }

    public required IReadOnlyList<TranslatedParameter> Parameters { get; init; }

    public required IReadOnlyList<HelpType> Inputs { get; init; }

    public required IReadOnlyList<HelpType> Outputs { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Reads the pages of one language; none where the folder does not exist.</summary>
    /// <exception cref="HelpPageException">One of them does not have the form of a translated page.</exception>
    public static IReadOnlyList<TranslatedPage> ReadFolder(string folder) => Directory.Exists(folder)
        ? [.. Directory.GetFiles(folder, "*-*.md").Order(StringComparer.Ordinal).Select(f => new TranslatedPageReader(f, System.IO.File.ReadAllText(f)).Read())]
        : [];

    /// <summary>The English pages with these texts. What has no translation stays English.</summary>
    public static IEnumerable<HelpPage> Translate(IEnumerable<HelpPage> english, IReadOnlyList<TranslatedPage> translations) =>
        english.Select(e => translations.FirstOrDefault(t => t.Name == e.Name)?.Translate(e) ?? e);

    private HelpPage Translate(HelpPage english) => new()
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
            .. english.Parameters.Select(e => Parameters.FirstOrDefault(p => p.Name == e.Name) is { } own ? e.With(own.Text, own.Default) : e),
        ],
        Inputs = Translate(english.Inputs, Inputs),
        Outputs = Translate(english.Outputs, Outputs),
        Notes = Notes,
        Links = english.Links,
    };

    private static IReadOnlyList<HelpType> Translate(IReadOnlyList<HelpType> english, IReadOnlyList<HelpType> own) =>
        [.. english.Select(e => own.FirstOrDefault(o => o.Name == e.Name) ?? e)];
}
