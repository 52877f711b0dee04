using System.Management.Automation;
using Obshell.Recovery;

namespace ObshellPS.Formatting;

/// <summary>The colours of <c>$PSStyle</c>; none where it does not exist (Windows PowerShell 5.1) or the user wants plain text.</summary>
internal sealed class ChecklistColours
{
    private readonly PSObject? style;

    public ChecklistColours(object? style)
    {
        var given = style is null ? null : PSObject.AsPSObject(style);
        this.style = given is null || Read(given, "OutputRendering") == "PlainText" ? null : given;
    }

    public string Paint(string text, PreflightVerdict verdict)
    {
        string colour = Foreground(verdict switch
        {
            PreflightVerdict.Passed => "Green",
            PreflightVerdict.Note => "Cyan",
            PreflightVerdict.Warning or PreflightVerdict.Unknown => "Yellow",
            PreflightVerdict.Failed => "Red",
        });
        string reset = style is null ? "" : Read(style, "Reset");
        return colour.Length == 0 || reset.Length == 0 ? text : colour + text + reset;
    }

    private string Foreground(string name) =>
        style?.Properties["Foreground"]?.Value is { } colours ? Read(PSObject.AsPSObject(colours), name) : "";

    private static string Read(PSObject from, string name) => from.Properties[name]?.Value?.ToString() ?? "";
}
