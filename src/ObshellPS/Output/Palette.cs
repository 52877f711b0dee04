using System.Management.Automation;
using System.Management.Automation.Host;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Verdicts;

namespace ObshellPS.Output;

/// <summary>
/// Colours, if the user and the host want them: PowerShell 7.2 and later has <c>$PSStyle</c>. Windows PowerShell 5.1 does not have it and
/// gets plain text. So does every user who sets <c>NO_COLOR</c>, <c>TERM=dumb</c> or <c>$PSStyle.OutputRendering = 'PlainText'</c>. A file
/// or a pipe of the console gets plain text too, unless the user sets <c>OutputRendering = 'Ansi'</c>. A colour is set and reset within
/// one line.
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
        string rendering = Member(style, "OutputRendering")?.ToString() ?? "";
        if (rendering == "PlainText" || (rendering != "Ansi" && IsRedirected(engine?.Host)))
        {
            style = null;
        }

        return new Palette(Member(style, "Foreground"), Member(style, "Reset") as string ?? "");
    }

    public string Good(string text) => Paint(text, "Green");

    public string Bad(string text) => Paint(text, "BrightRed");

    public string Doubtful(string text) => Paint(text, "Yellow");

    /// <summary>The text in the colour of a preflight check.</summary>
    public string Paint(string text, PreflightVerdict verdict) => verdict switch
    {
        PreflightVerdict.Passed => Good(text),
        PreflightVerdict.Note => Paint(text, "Cyan"),
        PreflightVerdict.Warning or PreflightVerdict.Unknown => Doubtful(text),
        PreflightVerdict.Failed => Bad(text),
    };

    /// <summary>The text in the colour of a verdict.</summary>
    public string Paint(string text, Tone tone) => tone switch
    {
        Tone.Plain => VisibleText.OneLine(text),
        Tone.Good => Good(text),
        Tone.Doubtful => Doubtful(text),
        Tone.Bad => Bad(text),
    };

    /// <summary>Colours are the only escape sequences that are shown: the text that gets a colour contains none of its own.</summary>
    private string Paint(string text, string colour)
    {
        string shown = VisibleText.OneLine(text);
        return shown.Length > 0 && Member(foreground, colour) is string { Length: > 0 } code ? code + shown + reset : shown;
    }

    private static bool HasColours(PSHost? host)
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) || Environment.GetEnvironmentVariable("TERM") == "dumb")
        {
            return false;
        }

        try
        {
            return host?.UI?.SupportsVirtualTerminal == true;
        }
        catch (PSNotSupportedException)
        {
            return false;
        }
    }

    /// <summary>Other hosts have their own screen.</summary>
    private static bool IsRedirected(PSHost? host) => host?.Name == "ConsoleHost" && Console.IsOutputRedirected;

    /// <summary>Reads the properties by name: the type of $PSStyle does not exist at compile time.</summary>
    private static object? Member(object? of, string name) => of is null ? null : PSObject.AsPSObject(of).Properties[name]?.Value switch
    {
        PSObject wrapper => wrapper.BaseObject,
        var value => value,
    };
}
