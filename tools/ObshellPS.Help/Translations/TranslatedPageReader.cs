using System;
using System.Collections.Generic;
using ObshellPS.Help.Pages;

namespace ObshellPS.Help.Translations;

/// <summary>Reads a page of another language: its headings are the English ones, and it has neither syntax nor facts nor links.</summary>
internal sealed class TranslatedPageReader(string file, string text) : MarkdownPageReader(file, text)
{
    /// <summary>Leads readers on the web to what only the English page has.</summary>
    private const string WhereTheRestIs = "语法和参数属性见英文页：[{0}](../{0}.md)";
    private const string DefaultFact = "Default: ";

    public TranslatedPage Read()
    {
        Title();
        SkipBlank();
        Expect(string.Format(null, WhereTheRestIs, Name));
        return new TranslatedPage
        {
            Name = Name,
            File = File,
            Synopsis = TextOf("SYNOPSIS"),
            Description = TextOf("DESCRIPTION"),
            Examples = Under("EXAMPLES", "### ", Example),
            Parameters = Under("PARAMETERS", "### -", Parameter),
            Inputs = Under("INPUTS", "### ", h => new HelpType(h, Paragraphs())),
            Outputs = Under("OUTPUTS", "### ", h => new HelpType(h, Paragraphs())),
            Notes = TextOf("NOTES", last: true),
        };
    }

    private TranslatedParameter Parameter(string name)
    {
        IReadOnlyList<string> description = Paragraphs();
        if (!IsAt("```"))
        {
            return new TranslatedParameter(name, description, null);
        }

        string fact = Fence("yaml");
        return fact.StartsWith(DefaultFact, StringComparison.Ordinal) && !fact.Contains('\n', StringComparison.Ordinal)
            ? new TranslatedParameter(name, description, fact[DefaultFact.Length..].Trim())
            : throw Fault($"-{name} has facts here. Keep only 'Default', where the English page says it in words.");
    }
}
