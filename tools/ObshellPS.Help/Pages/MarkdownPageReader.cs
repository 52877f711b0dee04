using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ObshellPS.Help.Pages;

/// <summary>
/// Reads pages in a fixed form: fixed headings, paragraphs, lists and fenced code. It refuses any other form, so that the web page and
/// Get-Help always show the same content.
/// </summary>
internal abstract class MarkdownPageReader
{
    private readonly string[] lines;
    private int at;

    protected MarkdownPageReader(string file, string text)
    {
        File = file;
        Name = Path.GetFileNameWithoutExtension(file);
        lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
    }

    protected string File { get; }

    protected string Name { get; }

    protected bool IsAtEnd => at >= lines.Length;

    protected bool IsAt(string mark) => !IsAtEnd && lines[at].StartsWith(mark, StringComparison.Ordinal);

    /// <summary>Reads the front matter and the title, with which each page begins.</summary>
    protected void Title()
    {
        Expect("---");
        Expect("title: " + Name);
        Expect("---");
        SkipBlank();
        Expect("# " + Name);
    }

    protected IReadOnlyList<string> TextOf(string section)
    {
        Open(section);
        return Paragraphs();
    }

    /// <summary>Reads the last section, a list of links.</summary>
    protected IReadOnlyList<string> LinksOf(string section)
    {
        IReadOnlyList<string> text = TextOf(section);
        return IsAtEnd ? [.. text.Select(l => l.TrimStart('-', ' '))] : throw Fault($"'{section}' is the last section and holds text only.");
    }

    protected List<T> Under<T>(string section, string mark, Func<string, T> read)
    {
        Open(section);
        var found = new List<T>();
        SkipBlank();
        while (IsAt(mark))
        {
            found.Add(read(lines[at++][mark.Length..].Trim()));
            SkipBlank();
        }

        return found;
    }

    protected HelpExample Example(string heading)
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

    /// <summary>
    /// Reads the paragraphs up to the next heading or fence. Wrapped lines are joined, and each list item is one paragraph.
    /// </summary>
    protected List<string> Paragraphs()
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

    protected string Fence(string language)
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

    protected void Open(string section)
    {
        SkipBlank();
        Expect("## " + section);
    }

    protected void Expect(string line)
    {
        if (IsAtEnd || lines[at].TrimEnd() != line)
        {
            throw Fault($"'{line}' is expected here, not '{(at < lines.Length ? lines[at] : "the end")}'.");
        }

        at++;
    }

    protected void SkipLine() => at++;

    protected void SkipBlank()
    {
        while (!IsAtEnd && string.IsNullOrWhiteSpace(lines[at]))
        {
            at++;
        }
    }

    protected HelpPageException Fault(string message) =>
        new(File, Math.Min(at + 1, lines.Length), message);
}
