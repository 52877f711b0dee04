using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Html;

/// <summary>The symbol of an outcome. Each outcome has its own shape, for readers who cannot see the colours.</summary>
internal static class OutcomeMark
{
    public static string Class(Outcome outcome) => outcome switch
    {
        Outcome.Good => "good",
        Outcome.Missed => "missed",
        Outcome.Interrupted => "interrupted",
        Outcome.Unproven => "unproven",
        Outcome.Bad => "bad",
    };

    public static void Write(HtmlWriter html, Outcome outcome)
    {
        using (html.In(HtmlTag.Svg, HtmlAttribute.ViewBox(24, 24), HtmlAttribute.Class("mark " + Class(outcome)), HtmlAttribute.Hidden))
        {
            html.Empty(HtmlTag.Circle, HtmlAttribute.Whole("cx", 12), HtmlAttribute.Whole("cy", 12), HtmlAttribute.Whole("r", 11), HtmlAttribute.Class("disc"));
            SvgPath sign = outcome switch
            {
                Outcome.Good => new SvgPath().MoveTo(7, 12.5).LineTo(10.5, 16).LineTo(17, 8.5),
                Outcome.Missed => new SvgPath().MoveTo(12, 6.5).LineTo(12, 12.5).LineTo(16, 14.5),
                Outcome.Interrupted => new SvgPath().MoveTo(9.5, 7.5).LineTo(9.5, 16.5).MoveTo(14.5, 7.5).LineTo(14.5, 16.5),
                Outcome.Unproven => new SvgPath().MoveTo(7, 12).LineTo(17, 12),
                Outcome.Bad => new SvgPath().MoveTo(8, 8).LineTo(16, 16).MoveTo(16, 8).LineTo(8, 16),
            };
            html.Empty(HtmlTag.Path, HtmlAttribute.Drawing(sign), HtmlAttribute.Class("sign"));
        }
    }

    /// <summary>Writes the symbol and the verdict.</summary>
    public static void Chip(HtmlWriter html, Outcome outcome, DisplayText word)
    {
        using (html.In(HtmlTag.Span, HtmlAttribute.Class("chip " + Class(outcome))))
        {
            Write(html, outcome);
            html.Text(word);
        }
    }
}
