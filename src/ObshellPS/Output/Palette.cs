using System.Management.Automation;
using System.Management.Automation.Host;
using Obshell.Client.Display;
using Obshell.Recovery.Verdicts;

namespace ObshellPS.Output;

/// <summary>
/// Colours, where the host shows them: PowerShell 7.2 and later has <c>$PSStyle</c>, and takes escape sequences out again
/// wherever output is redirected. Windows PowerShell 5.1 has none, and gets plain text.
/// </summary>
internal sealed class Palette
{
    private readonly object? foreground;
    private readonly string reset;

    private Palette(object? foreground, string reset)
    {
        this.foreground = foreground;
        this.reset = reset;
    }

    public static Palette Of(EngineIntrinsics? engine)
    {
        object? style = HasColours(engine?.Host) ? engine!.SessionState.PSVariable.GetValue("PSStyle") : null;
        if (Member(style, "OutputRendering")?.ToString() == "PlainText")
        {
            style = null;
        }

        return new Palette(Member(style, "Foreground"), Member(style, "Reset") as string ?? "");
    }

    public string Good(string text) => Paint(text, "Green");

    public string Bad(string text) => Paint(text, "BrightRed");

    public string Doubtful(string text) => Paint(text, "Yellow");

    /// <summary>In the colour of a verdict.</summary>
    public string Paint(string text, Tone tone) => tone switch
    {
        Tone.Plain => VisibleText.OneLine(text),
        Tone.Good => Good(text),
        Tone.Doubtful => Doubtful(text),
        Tone.Bad => Bad(text),
    };

    /// <summary>Colours are the only escape sequences that anybody sees: what is painted has none of its own.</summary>
    private string Paint(string text, string colour)
    {
        string shown = VisibleText.OneLine(text);
        return shown.Length > 0 && Member(foreground, colour) is string { Length: > 0 } code ? code + shown + reset : shown;
    }

    private static bool HasColours(PSHost? host)
    {
        try
        {
            return host?.UI?.SupportsVirtualTerminal == true;
        }
        catch (PSNotSupportedException)
        {
            return false;
        }
    }

    /// <summary>By name: the type of $PSStyle is not there at compile time.</summary>
    private static object? Member(object? of, string name) => of is null ? null : PSObject.AsPSObject(of).Properties[name]?.Value switch
    {
        PSObject wrapper => wrapper.BaseObject,
        var value => value,
    };
}
