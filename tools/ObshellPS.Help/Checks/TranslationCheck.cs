using System;
using System.Collections.Generic;
using System.Linq;
using ObshellPS.Help.Pages;
using ObshellPS.Help.Translations;

namespace ObshellPS.Help.Checks;

/// <summary>Finds differences between the English pages and the pages of another language.</summary>
internal static class TranslationCheck
{
    public static IEnumerable<string> Compare(IReadOnlyList<HelpPage> english, Translation translation) =>
        Compare(english, translation.Pages).Concat(Compare(english, translation.Defaults));

    private static IEnumerable<string> Compare(IReadOnlyList<HelpPage> english, TranslatedDefaults defaults)
    {
        string[] inWords = [.. english.SelectMany(p => p.Parameters).Select(p => p.Default).Where(TranslatedDefaults.IsInWords).Distinct()];
        return
        [
            .. inWords.Where(d => defaults.Of(d)?.Any(IsChinese) != true).Select(d => $"{defaults.File}: the default '{d}' has no Chinese text."),
            .. defaults.English.Except(inWords).Select(d => $"{defaults.File}: no parameter has the default '{d}'."),
        ];
    }

    private static IEnumerable<string> Compare(IReadOnlyList<HelpPage> english, IReadOnlyList<TranslatedPage> translations)
    {
        foreach (TranslatedPage page in translations.Where(t => english.All(e => e.Name != t.Name)))
        {
            yield return $"{page.File}: there is no English page of {page.Name}.";
        }

        foreach (HelpPage page in english)
        {
            if (translations.FirstOrDefault(t => t.Name == page.Name) is { } translation)
            {
                foreach (string finding in Compare(page, translation))
                {
                    yield return $"{translation.File}: {finding}";
                }
            }
            else
            {
                yield return $"{page.Name} has no Chinese page zh-CN/{page.Name}.md; its help is shown in English.";
            }
        }
    }

    private static IEnumerable<string> Compare(HelpPage english, TranslatedPage translation) =>
    [
        .. Texts(translation).Where(t => !t.Text.Any(p => p.Any(IsChinese))).Select(t => $"{t.Place} has no Chinese text."),
        .. Examples(english.Examples, translation.Examples),
        .. Names("parameter", english.Parameters.Select(p => "-" + p.Name), translation.Parameters.Select(p => "-" + p.Name)),
        .. Names("INPUTS", english.Inputs.Select(i => i.Name), translation.Inputs.Select(i => i.Name)),
        .. Names("OUTPUTS", english.Outputs.Select(o => o.Name), translation.Outputs.Select(o => o.Name)),
        .. Names("RELATED LINKS", english.Links, translation.Links),
    ];

    private static IEnumerable<(string Place, IEnumerable<string> Text)> Texts(TranslatedPage page) =>
    [
        ("SYNOPSIS", page.Synopsis), ("DESCRIPTION", page.Description), ("NOTES", page.Notes),
        .. page.Examples.SelectMany((e, i) => new[] { ($"the title of example {i + 1}", [e.Title]), ($"example {i + 1}", e.Text) }),
        .. page.Parameters.Select(p => ("-" + p.Name, (IEnumerable<string>)p.Text)),
        .. page.Inputs.Concat(page.Outputs).Select(t => (t.Name, (IEnumerable<string>)t.Text)),
    ];

    private static IEnumerable<string> Examples(IReadOnlyList<HelpExample> english, IReadOnlyList<HelpExample> own)
    {
        if (own.Count != english.Count)
        {
            yield return $"{own.Count} examples; the English page has {english.Count}.";
        }

        for (int i = 0; i < Math.Min(own.Count, english.Count); i++)
        {
            if (own[i].Code != english[i].Code)
            {
                yield return $"the code of example {i + 1} is not the code of the English page.";
            }
        }
    }

    private static IEnumerable<string> Names(string kind, IEnumerable<string> english, IEnumerable<string> own) =>
    [
        .. english.Except(own).Select(n => $"{kind} {n} is not on this page."),
        .. own.Except(english).Select(n => $"{kind} {n} is not on the English page."),
    ];

    private static bool IsChinese(char c) => c is >= '\u4E00' and <= '\u9FFF';
}
