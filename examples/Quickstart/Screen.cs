using System;
using System.Collections.Generic;

namespace ObshellPS.Quickstart;

/// <summary>The output to the terminal. For a picture, the text is also kept.</summary>
internal sealed class Screen
{
    private const string Grey = "\e[90m";
    private const string Plain = "\e[0m";

    private readonly List<string> lines = [];
    private readonly bool colours = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public Screen(bool keep) => Keeps = keep;

    public bool Keeps { get; }

    /// <summary>The lines, with escape sequences for the colours.</summary>
    public IReadOnlyList<string> Lines => lines;

    public void Note(string text) => Line($"{Grey}# {text}{Plain}");

    public void Line(string text)
    {
        if (Keeps)
        {
            lines.Add(text);
        }

        Console.WriteLine(colours ? text : TerminalPicture.WithoutColour(text));
    }
}
