using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace ObshellPS.Quickstart;

/// <summary>The console, and a memory of what went onto it.</summary>
internal sealed partial class TerminalScreen
{
    private readonly List<ScreenLine> lines = [];
    private readonly bool colours = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
    private string pending = "";

    public IReadOnlyList<ScreenLine> Lines => lines;

    public void Note(string text) => Line(LineKind.Note, "# " + text);

    public void Error(string text) => Line(LineKind.Error, text);

    public void Script(string script)
    {
        foreach (string line in script.TrimEnd().Split('\n'))
        {
            Line(LineKind.Script, "PS> " + line.TrimEnd('\r'));
        }
    }

    public void Write(LineKind kind, string text)
    {
        string[] parts = (pending + text).Replace("\r", "", StringComparison.Ordinal).Split('\n');
        for (int i = 0; i < parts.Length - 1; i++)
        {
            Line(kind, parts[i]);
        }

        pending = parts[^1];
    }

    public void Line(LineKind kind, string text)
    {
        lock (lines)
        {
            lines.Add(new ScreenLine(kind, text));
            if (colours && ColourOf(kind) is { } colour)
            {
                Console.WriteLine($"\u001b[{colour}m{text}\u001b[0m");
            }
            else
            {
                Console.WriteLine(colours ? text : WithoutColour(text));
            }
        }
    }

    /// <summary>The formatter colours table headers whatever the host can show.</summary>
    public static string WithoutColour(string text) => Escapes().Replace(text, "");

    [GeneratedRegex(@"\u001b\[[0-9;]*m")]
    private static partial Regex Escapes();

    private static string? ColourOf(LineKind kind) => kind switch
    {
        LineKind.Note => "90",
        LineKind.Script => "96",
        LineKind.Verbose => "33",
        LineKind.Progress => "36",
        LineKind.Warning => "93",
        LineKind.Error => "91",
        _ => null,
    };
}
