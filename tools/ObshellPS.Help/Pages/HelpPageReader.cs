using System;
using System.Collections.Generic;
using System.Linq;

namespace ObshellPS.Help.Pages;

/// <summary>Reads an English page, with syntax and the facts of parameters.</summary>
internal sealed class HelpPageReader(string file, string text) : MarkdownPageReader(file, text)
{
    private static readonly string[] Sections =
        ["SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];

    public HelpPage Read()
    {
        Title();
        return new HelpPage
        {
            Name = Name,
            File = File,
            Synopsis = TextOf(Sections[0]),
            Syntax = Syntax(),
            Description = TextOf(Sections[2]),
            Examples = Under(Sections[3], "### ", Example),
            Parameters = Under(Sections[4], "### -", Parameter),
            Inputs = Under(Sections[5], "### ", h => new HelpType(h, Paragraphs())),
            Outputs = Under(Sections[6], "### ", h => new HelpType(h, Paragraphs())),
            Notes = TextOf(Sections[7]),
            Links = LinksOf(Sections[8]),
        };
    }

    private List<string> Syntax()
    {
        Open("SYNTAX");
        var found = new List<string>();
        SkipBlank();
        while (!IsAtEnd && !IsAt("## "))
        {
            if (IsAt("### "))
            {
                SkipLine();
                SkipBlank();
            }

            found.Add(string.Join(' ', Fence("").Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries)));
            SkipBlank();
        }

        return found;
    }

    private HelpParameter Parameter(string name)
    {
        IReadOnlyList<string> text = Paragraphs();
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in Fence("yaml").Split('\n'))
        {
            int colon = line.IndexOf(':');
            if (colon < 0 || !facts.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim()))
            {
                throw Fault($"'{line}' under -{name} is not a fact, or is there twice.");
            }
        }

        if (HelpParameter.FactNames.FirstOrDefault(f => !facts.ContainsKey(f)) is { } missing)
        {
            throw Fault($"-{name} does not say '{missing}'.");
        }

        if (facts.Keys.FirstOrDefault(f => f != HelpParameter.SetsFact && !HelpParameter.FactNames.Contains(f)) is { } unknown)
        {
            throw Fault($"-{name} says '{unknown}', which no parameter has.");
        }

        return new HelpParameter(name, text, facts);
    }
}
