using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ObshellPS.Help.Pages;

/// <summary>
/// Reads the one form that our pages have: fixed headings, paragraphs, lists and fenced code. Anything else is refused
/// instead of being shown half, so that web page and Get-Help always say the same.
/// </summary>
internal sealed class HelpPageReader
{
    private static readonly string[] Sections =
        ["SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];

    private readonly string file;
    private readonly string[] lines;
    private int at;

    public HelpPageReader(string file, string text)
    {
        this.file = file;
        lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
    }

    public HelpPage Read()
    {
        string name = Path.GetFileNameWithoutExtension(file);
        Expect("---");
        Expect("title: " + name);
        Expect("---");
        SkipBlank();
        Expect("# " + name);
        return new HelpPage
        {
            Name = name,
            File = file,
            Synopsis = TextOf(Sections[0]),
            Syntax = Syntax(),
            Description = TextOf(Sections[2]),
            Examples = Under(Sections[3], "### ", Example),
            Parameters = Under(Sections[4], "### -", Parameter),
            Inputs = Under(Sections[5], "### ", h => new HelpType(h, Paragraphs())),
            Outputs = Under(Sections[6], "### ", h => new HelpType(h, Paragraphs())),
            Notes = TextOf(Sections[7]),
            Links = [.. TextOf(Sections[8], last: true).Select(l => l.TrimStart('-', ' '))],
        };
    }

    private IReadOnlyList<string> TextOf(string section, bool last = false)
    {
        Open(section);
        IReadOnlyList<string> text = Paragraphs();
        if (last && at < lines.Length)
        {
            throw Fault($"'{section}' is the last section and holds text only.");
        }

        return text;
    }

    private List<string> Syntax()
    {
        Open("SYNTAX");
        var found = new List<string>();
        SkipBlank();
        while (at < lines.Length && !lines[at].StartsWith("## ", StringComparison.Ordinal))
        {
            if (lines[at].StartsWith("### ", StringComparison.Ordinal))
            {
                at++;
                SkipBlank();
            }

            found.Add(string.Join(' ', Fence("").Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries)));
            SkipBlank();
        }

        return found;
    }

    private List<T> Under<T>(string section, string mark, Func<string, T> read)
    {
        Open(section);
        var found = new List<T>();
        SkipBlank();
        while (at < lines.Length && lines[at].StartsWith(mark, StringComparison.Ordinal))
        {
            found.Add(read(lines[at++][mark.Length..].Trim()));
            SkipBlank();
        }

        return found;
    }

    private HelpExample Example(string heading)
    {
        int colon = heading.IndexOf(": ", StringComparison.Ordinal);
        if (!heading.StartsWith("Example ", StringComparison.Ordinal) || colon < 0)
        {
            throw Fault("An example is headed '### Example N: title'.");
        }

        SkipBlank();
        string code = Fence("powershell");
        return new HelpExample(heading[(colon + 2)..], code, Paragraphs());
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
                throw Fault($"'{line}' under -{name} is no fact, or stands there twice.");
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

    /// <summary>Up to the next heading or fence: wrapped lines joined, list items one paragraph each.</summary>
    private List<string> Paragraphs()
    {
        var found = new List<string>();
        string? open = null;
        for (; at < lines.Length; at++)
        {
            string line = lines[at].TrimEnd();
            if (line.StartsWith('#') || line.StartsWith("```", StringComparison.Ordinal))
            {
                break;
            }

            if (line.StartsWith('|') || line.StartsWith("> ", StringComparison.Ordinal) || line.StartsWith("* ", StringComparison.Ordinal))
            {
                throw Fault("Tables, quotes and '*' lists have no place in a console. Use paragraphs and '-' lists.");
            }

            bool item = line.StartsWith("- ", StringComparison.Ordinal);
            if (line.Length == 0 || item)
            {
                Close();
            }

            if (line.Length > 0)
            {
                open = open is null ? line : open + " " + line.TrimStart();
            }
        }

        Close();
        return found;

        void Close()
        {
            if (open is not null)
            {
                found.Add(MarkdownLine.Plain(open));
                open = null;
            }
        }
    }

    private string Fence(string language)
    {
        Expect("```" + language);
        int from = at;
        while (at < lines.Length && lines[at] != "```")
        {
            at++;
        }

        if (at == lines.Length)
        {
            throw Fault("This code never ends.");
        }

        return string.Join('\n', lines[from..at++]);
    }

    private void Open(string section)
    {
        SkipBlank();
        Expect("## " + section);
    }

    private void Expect(string line)
    {
        if (at >= lines.Length || lines[at].TrimEnd() != line)
        {
            throw Fault($"'{line}' is expected here, not '{(at < lines.Length ? lines[at] : "the end")}'.");
        }

        at++;
    }

    private void SkipBlank()
    {
        while (at < lines.Length && string.IsNullOrWhiteSpace(lines[at]))
        {
            at++;
        }
    }

    private HelpPageException Fault(string message) =>
        new(file, Math.Min(at + 1, lines.Length), message);
}
