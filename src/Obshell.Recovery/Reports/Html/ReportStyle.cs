using System.Security.Cryptography;
using System.Text;

namespace Obshell.Recovery.Reports.Html;

/// <summary>The style sheet of pages, with its hash. The policy of a page allows only the style sheet with this hash.</summary>
internal sealed class ReportStyle
{
    private ReportStyle(string text)
    {
        Text = text;
        using var sha = SHA256.Create();
        Hash = "sha256-" + Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }

    public static ReportStyle Own { get; } = new(Read());

    public string Text { get; }

    public string Hash { get; }

    private static string Read()
    {
        using Stream stream = typeof(ReportStyle).Assembly.GetManifestResourceStream("Obshell.Recovery.Reports.report.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // Browsers read CR LF as LF, so the hash must be made from a text with LF.
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}
