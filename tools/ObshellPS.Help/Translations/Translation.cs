using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ObshellPS.Help.Pages;

namespace ObshellPS.Help.Translations;

/// <summary>The texts of the pages in another language.</summary>
/// <param name="Pages">The pages by cmdlet name. A cmdlet without a page is shown in English.</param>
/// <param name="Defaults">The defaults that the English pages describe in words.</param>
internal sealed record Translation(IReadOnlyList<TranslatedPage> Pages, TranslatedDefaults Defaults)
{
    /// <summary>Reads a folder such as <c>docs/cmdlets/zh-CN</c>. A folder that does not exist has no pages.</summary>
    /// <exception cref="HelpPageException">A page does not have the form of a translated page.</exception>
    public static Translation Read(string folder)
    {
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*-*.md") : [];
        return new Translation(
            [.. files.Order(StringComparer.Ordinal).Select(f => new TranslatedPageReader(f, File.ReadAllText(f)).Read())],
            TranslatedDefaults.Read(Path.Combine(folder, "defaults.md")));
    }

    public IEnumerable<HelpPage> Translate(IEnumerable<HelpPage> english) =>
        english.Select(e => Pages.FirstOrDefault(p => p.Name == e.Name)?.Translate(e, Defaults) ?? e);
}
