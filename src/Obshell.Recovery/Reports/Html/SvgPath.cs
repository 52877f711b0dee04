using System.Text;

namespace Obshell.Recovery.Reports.Html;

/// <summary>A line through points, as the path of an SVG drawing.</summary>
internal sealed class SvgPath
{
    private readonly StringBuilder text = new();

    public SvgPath MoveTo(double x, double y) => Add('M', x, y);

    public SvgPath LineTo(double x, double y) => Add('L', x, y);

    public SvgPath Close()
    {
        text.Append('Z');
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    private SvgPath Add(char command, double x, double y)
    {
        text.Append(command).Append(HtmlAttribute.Number(x)).Append(' ').Append(HtmlAttribute.Number(y));
        return this;
    }
}
