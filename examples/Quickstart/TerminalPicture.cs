using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;

namespace ObshellPS.Quickstart;

/// <summary>Makes an SVG picture of a terminal: the real output with its colours, and lines wrapped as in a terminal.</summary>
internal static partial class TerminalPicture
{
    private const int Columns = 118;
    private const int LineHeight = 18;
    private const int Margin = 16;
    private const double CharWidth = 7.83;
    private const string PlainColour = "#e6edf3";

    public static string Render(IEnumerable<string> lines)
    {
        List<List<Piece>> rows = [.. lines.SelectMany(l => Wrap(Pieces(l)))];
        int width = (int)(Columns * CharWidth) + (2 * Margin);
        int height = (rows.Count * LineHeight) + (2 * Margin) + 24;
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">""");
        svg.AppendLine("<title>A tenant restore with ObshellPS in a terminal, from connecting to the verdict Restored</title>");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>""");
        svg.AppendLine("""<circle cx="20" cy="16" r="5" fill="#ff5f56"/><circle cx="38" cy="16" r="5" fill="#ffbd2e"/><circle cx="56" cy="16" r="5" fill="#27c93f"/>""");
        svg.AppendLine("""<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13">""");
        for (int i = 0; i < rows.Count; i++)
        {
            string text = string.Concat(Runs(rows[i]).Select(Tspan));
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{Margin}" y="{Margin + 24 + ((i + 1) * LineHeight) - 4}">{text}</text>""");
        }

        return svg.AppendLine("</g>").AppendLine("</svg>").ToString();
    }

    public static string WithoutColour(string text) => Escape().Replace(text, "");

    private static IEnumerable<Piece> Pieces(string line)
    {
        string colour = PlainColour;
        int at = 0;
        foreach (Match escape in Escape().Matches(line))
        {
            if (escape.Index > at)
            {
                yield return new Piece(line[at..escape.Index], colour);
            }

            colour = ColourOf(escape.Groups["codes"].Value, colour);
            at = escape.Index + escape.Length;
        }

        if (at < line.Length)
        {
            yield return new Piece(line[at..], colour);
        }
    }

    private static IEnumerable<List<Piece>> Wrap(IEnumerable<Piece> line)
    {
        List<Piece> row = [];
        int used = 0;
        foreach (Piece piece in line)
        {
            string text = piece.Text;
            for (int fitting = Fitting(text, Columns - used); fitting < text.Length; fitting = Fitting(text, Columns))
            {
                row.Add(piece with { Text = text[..fitting] });
                text = text[fitting..];
                yield return row;
                row = [];
                used = 0;
            }

            row.Add(piece with { Text = text });
            used += text.Sum(Width);
        }

        yield return row;
    }

    /// <summary>The number of characters that fit into the given columns.</summary>
    private static int Fitting(string text, int columns)
    {
        int at = 0;
        while (at < text.Length && columns - Width(text[at]) >= 0)
        {
            columns -= Width(text[at++]);
        }

        return at;
    }

    /// <summary>A Chinese character is two columns wide.</summary>
    private static int Width(char c) => c >= '\u1100' ? 2 : 1;

    /// <summary>
    /// Splits a row into pieces whose characters all have the same width. Returns each piece with the column where it begins.
    /// </summary>
    private static IEnumerable<(Piece Piece, int Column)> Runs(IEnumerable<Piece> row)
    {
        int column = 0;
        foreach (Piece piece in row)
        {
            int start = 0;
            for (int i = 1; i <= piece.Text.Length; i++)
            {
                if (i == piece.Text.Length || Width(piece.Text[i]) != Width(piece.Text[start]))
                {
                    string text = piece.Text[start..i];
                    yield return (piece with { Text = text }, column);
                    column += text.Sum(Width);
                    start = i;
                }
            }
        }
    }

    /// <summary>
    /// The SVG element for one piece of text. Chinese text gets a fixed length too, because its width differs between fonts.
    /// </summary>
    private static string Tspan((Piece Piece, int Column) run)
    {
        string place = Width(run.Piece.Text[0]) == 1 ? "" : string.Create(
            CultureInfo.InvariantCulture, $" textLength=\"{run.Piece.Text.Sum(Width) * CharWidth:0.##}\"");
        return string.Create(CultureInfo.InvariantCulture, $"""<tspan x="{Margin + (run.Column * CharWidth):0.##}" fill="{run.Piece.Colour}"{place}>{SecurityElement.Escape(run.Piece.Text.Replace(' ', '\u00a0'))}</tspan>""");
    }

    /// <summary>The foreground colour after these codes.</summary>
    private static string ColourOf(string codes, string before) => codes.Split(';').Aggregate(before, (colour, code) => code switch
    {
        "" or "0" or "39" => PlainColour,
        "31" or "91" => "#ff7b72",
        "32" or "92" => "#7ee787",
        "33" => "#b08d3a",
        "93" => "#e3b341",
        "34" or "94" or "36" or "96" => "#79c0ff",
        "90" => "#8b949e",
        _ => colour,
    });

    [GeneratedRegex(@"\u001b\[(?<codes>[0-9;]*)m")]
    private static partial Regex Escape();

    private sealed record Piece(string Text, string Colour);
}
