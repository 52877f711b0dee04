using System.Management.Automation;
using System.Management.Automation.Host;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Verdicts;

namespace ObshellPS.Output;

/// <summary>
/// Adds colours to text, if the user and the host allow them. The colours come from <c>$PSStyle</c> (PowerShell 7.2 and later); Windows
/// PowerShell 5.1 gets plain text. Text is also plain with <c>NO_COLOR</c>, <c>TERM=dumb</c> or <c>$PSStyle.OutputRendering =
/// 'PlainText'</c>. If the console's output goes to a file or a pipe, text has colours only with <c>OutputRendering = 'Ansi'</c>. Each
/// colour is set and reset within one line.
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

    /// <summary>Adds the colour. These are the only escape sequences in the output, because all others are removed from the text.</summary>
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

    /// <summary>
    /// True if this host is a console whose output goes to a file or a pipe. False for other hosts, which have their own screen.
    /// </summary>
    private static bool IsRedirected(PSHost? host) => host?.Name == "ConsoleHost" && Console.IsOutputRedirected;

    /// <summary>Reads a property by its name, because the type of $PSStyle does not exist at compile time.</summary>
    private static object? Member(object? of, string name) => of is null ? null : PSObject.AsPSObject(of).Properties[name]?.Value switch
    {
        PSObject wrapper => wrapper.BaseObject,
        var value => value,
    };
}
