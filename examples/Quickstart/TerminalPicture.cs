using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security;
using System.Text;

namespace ObshellPS.Quickstart;

/// <summary>What the terminal showed, as an SVG: real output, wrapped where a terminal would wrap it.</summary>
internal static class TerminalPicture
{
    private const int Columns = 118;
    private const int LineHeight = 18;
    private const int Margin = 16;
    private const double CharWidth = 7.83;

    public static string Render(IEnumerable<ScreenLine> lines)
    {
        List<ScreenLine> rows = [.. lines.SelectMany(Wrap)];
        int width = (int)(Columns * CharWidth) + (2 * Margin);
        int height = (rows.Count * LineHeight) + (2 * Margin) + 24;
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">""");
        svg.AppendLine("<title>A tenant restore with ObshellPS in a terminal, from connecting to the verdict Restored</title>");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>""");
        svg.AppendLine("""<circle cx="20" cy="16" r="5" fill="#ff5f56"/><circle cx="38" cy="16" r="5" fill="#ffbd2e"/><circle cx="56" cy="16" r="5" fill="#27c93f"/>""");
        svg.AppendLine("""<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13" xml:space="preserve">""");
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i].Text.Length > 0)
            {
                svg.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"""<text x="{Margin}" y="{Margin + 24 + ((i + 1) * LineHeight) - 4}" fill="{Colour(rows[i].Kind)}">{SecurityElement.Escape(rows[i].Text)}</text>""");
            }
        }

        return svg.AppendLine("</g>").AppendLine("</svg>").ToString();
    }

    private static IEnumerable<ScreenLine> Wrap(ScreenLine line)
    {
        string text = TerminalScreen.WithoutColour(line.Text);
        do
        {
            string row = text.Length <= Columns ? text : text[..Columns];
            yield return line with { Text = row };
            text = text[row.Length..];
        }
        while (text.Length > 0);
    }

    private static string Colour(LineKind kind) => kind switch
    {
        LineKind.Note => "#8b949e",
        LineKind.Script => "#79c0ff",
        LineKind.Verbose => "#b08d3a",
        LineKind.Progress => "#56d4dd",
        LineKind.Warning => "#e3b341",
        LineKind.Error => "#ff7b72",
        _ => "#e6edf3",
    };
}
