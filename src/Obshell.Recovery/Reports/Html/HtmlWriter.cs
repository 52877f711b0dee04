using System.Text.Encodings.Web;
using System.Text.Unicode;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Html;

/// <summary>
/// Writes elements, attributes and text, and encodes each of them. There is no method that writes markup, so text from an agent or a user
/// is never read as markup. Braces are also encoded, because a template engine may process the page later.
/// </summary>
internal sealed class HtmlWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(Settings());

    private readonly TextWriter output;
    private readonly Stack<HtmlTag> open = new();

    public HtmlWriter(TextWriter output) => this.output = output;

    /// <summary>Opens an element. It is open until the returned scope is disposed.</summary>
    public Scope In(HtmlTag tag, params HtmlAttribute[] attributes)
    {
        Start(tag, attributes);
        open.Push(tag);
        return new Scope(this, open.Count);
    }

    /// <summary>Writes an element without content.</summary>
    public void Empty(HtmlTag tag, params HtmlAttribute[] attributes)
    {
        Start(tag, attributes);
        if (tag != HtmlTag.Meta)
        {
            End(tag);
        }
    }

    /// <summary>Writes an element that contains only text.</summary>
    public void Element(HtmlTag tag, DisplayText text, params HtmlAttribute[] attributes)
    {
        Start(tag, attributes);
        Text(text);
        End(tag);
    }

    /// <summary>Writes an element that contains only a text of this module.</summary>
    public void Element(HtmlTag tag, string words, params HtmlAttribute[] attributes)
    {
        Start(tag, attributes);
        Words(words);
        End(tag);
    }

    public void Text(DisplayText text) => Encode(text.ToString());

    /// <summary>Writes a text of this module.</summary>
    public void Words(string words) => Encode(words);

    public void Document() => output.Write("<!DOCTYPE html>");

    public void LineEnd() => output.Write('\n');

    /// <summary>Writes the style sheet of this module. It is the only text that is not encoded.</summary>
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
