using ObshellPS.Help.Pages;

namespace ObshellPS.Help.Translations;

/// <summary>Reads a page of another language. It has English headings, and no syntax and no facts.</summary>
internal sealed class TranslatedPageReader(string file, string text) : MarkdownPageReader(file, text)
{
    public TranslatedPage Read()
    {
        Title();
        return new TranslatedPage
        {
            Name = Name,
            File = File,
            Synopsis = TextOf("SYNOPSIS"),
            Description = TextOf("DESCRIPTION"),
            Examples = Under("EXAMPLES", "### ", Example),
            Parameters = Under("PARAMETERS", "### -", Named),
            Inputs = Under("INPUTS", "### ", Named),
            Outputs = Under("OUTPUTS", "### ", Named),
            Notes = TextOf("NOTES"),
            Links = LinksOf("RELATED LINKS"),
        };
    }

    private HelpType Named(string name) => new(name, Paragraphs());
}
