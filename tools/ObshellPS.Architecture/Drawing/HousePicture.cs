using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ObshellPS.Architecture.Drawing;

/// <summary>Draws the picture: a panel for each assembly. The panel contains rows, and each row contains a box for each folder.</summary>
internal static class HousePicture
{
    private const int Width = 1164;
    private const int Margin = 20;
    private const int BoxHeight = 34;
    private const int Gap = 8;
    private const double Letter = 7.4;
    private static readonly string[] Colours = ["#ddf4ff", "#dafbe1", "#fff8c5", "#fbefff"];

    public static string Draw(IReadOnlyList<HouseFloor> floors)
    {
        var body = new StringBuilder();
        int y = Margin;
        foreach ((HouseFloor floor, int at) in floors.Select((f, i) => (f, i)))
        {
            y = Draw(body, floor, Colours[at % Colours.Length], y) + Margin;
        }

        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{y}" viewBox="0 0 {Width} {y}" role="img" font-family="Segoe UI, Helvetica, Arial, sans-serif">
            <title>The folders of src. Each uses only folders of lower rows, and the assemblies below its own.</title>
            <rect width="{Width}" height="{y}" fill="#ffffff"/>
            {body.ToString().TrimEnd('\n')}
            </svg>

            """).ReplaceLineEndings("\n");
    }

    /// <returns>The lower end of the panel.</returns>
    private static int Draw(StringBuilder body, HouseFloor floor, string colour, int top)
    {
        var boxes = new StringBuilder();
        int y = top + 34;
        foreach (string[] row in floor.Rows)
        {
            y = Draw(boxes, row, floor.Name, y) + Gap;
        }

        body.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Margin}\" y=\"{top}\" width=\"{Width - (2 * Margin)}\" height=\"{y - top}\" rx=\"10\" fill=\"{colour}\" stroke=\"#57606a\"/>\n");
        body.Append(CultureInfo.InvariantCulture, $"<text x=\"{Margin + 12}\" y=\"{top + 22}\" font-size=\"16\" font-weight=\"600\" fill=\"#1f2328\">{floor.Name}</text>\n");
        body.Append(boxes);
        return y;
    }

    /// <returns>The lower end of the row; a long row has more than one line.</returns>
    private static int Draw(StringBuilder boxes, string[] row, string assembly, int y)
    {
        double x = Margin + 12;
        foreach (string folder in row)
        {
            string name = folder.Length > 0 ? folder : assembly + " itself";
            double width = (name.Length * Letter) + 16;
            if (x + width > Width - Margin - 12)
            {
                x = Margin + 12;
                y += BoxHeight + 4;
            }

            boxes.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.#}\" y=\"{y}\" width=\"{width:0.#}\" height=\"{BoxHeight}\" rx=\"6\" fill=\"#ffffff\" stroke=\"#57606a\"/>");
            boxes.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + 8:0.#}\" y=\"{y + 22}\" font-size=\"13\" fill=\"#1f2328\">{name}</text>\n");
            x += width + Gap;
        }

        return y + BoxHeight;
    }
}
