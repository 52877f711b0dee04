using System.Text.Encodings.Web;
using System.Text.Unicode;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Html;

/// <summary>
/// Writes elements, attributes and text, each encoded. There is no way to write markup as text: what comes from elsewhere can
/// only become text. Braces are encoded too, since templates may process a page on its way.
/// </summary>
internal sealed class HtmlWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(Settings());

    private readonly TextWriter output;
    private readonly Stack<HtmlTag> open = new();

    public HtmlWriter(TextWriter output) => this.output = output;

    /// <summary>Until what is returned is disposed.</summary>
    public Scope In(HtmlTag tag, params HtmlAttribute[] attributes)
    {
        Start(tag, attributes);
        open.Push(tag);
        return new Scope(this, open.Count);
    }

    /// <summary>An element without content.</summary>
    public void Empty(HtmlTag tag, params HtmlAttribute[] attributes)
    {
        Start(tag, attributes);
        if (tag != HtmlTag.Meta)
        {
            End(tag);
        }
    }

    /// <summary>An element with nothing but text in it.</summary>
    public void Element(HtmlTag tag, DisplayText text, params HtmlAttribute[] attributes)
    {
        Start(tag, attributes);
        Text(text);
        End(tag);
    }

    /// <summary>An element with nothing but our own words in it.</summary>
    public void Element(HtmlTag tag, string words, params HtmlAttribute[] attributes)
    {
        Start(tag, attributes);
        Words(words);
        End(tag);
    }

    public void Text(DisplayText text) => Encode(text.ToString());

    /// <summary>Our own words.</summary>
    public void Words(string words) => Encode(words);

    public void Document() => output.Write("<!DOCTYPE html>");

    public void LineEnd() => output.Write('\n');

    /// <summary>The one text that is not encoded: a style sheet of the product's own.</summary>
    public void Style(ReportStyle style)
    {
        Start(HtmlTag.Style, []);
        output.Write(style.Text);
        End(HtmlTag.Style);
    }

    private void Start(HtmlTag tag, HtmlAttribute[] attributes)
    {
        if (tag.StartsLine)
        {
            output.Write('\n');
        }

        output.Write('<');
        output.Write(tag.Name);
        foreach (HtmlAttribute attribute in attributes)
        {
            output.Write(' ');
            output.Write(attribute.Name);
            output.Write("=\"");
            Encode(attribute.Value);
            output.Write('"');
        }

        output.Write('>');
    }

    private void End(HtmlTag tag)
    {
        output.Write("</");
        output.Write(tag.Name);
        output.Write('>');
    }

    private void Encode(string text)
    {
        if (text.Length > 0)
        {
            Encoder.Encode(output, text);
        }
    }

    private static TextEncoderSettings Settings()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        settings.ForbidCharacters('{', '}', '`');
        return settings;
    }

    /// <summary>An element that is open.</summary>
    internal readonly struct Scope : IDisposable
    {
        private readonly HtmlWriter writer;
        private readonly int depth;

        public Scope(HtmlWriter writer, int depth)
        {
            this.writer = writer;
            this.depth = depth;
        }

        public void Dispose()
        {
            if (writer.open.Count != depth)
            {
                throw new InvalidOperationException("An element inside is still open.");
            }

            writer.End(writer.open.Pop());
        }
    }
}
