using System;
using System.Collections.Generic;
using System.IO;

namespace ObshellPS.Help.Pages;

/// <summary>The page of one cmdlet, <c>docs/cmdlets/Verb-Noun.md</c>. People read it on the web, and Get-Help shows its content.</summary>
public sealed class HelpPage
{
    /// <summary>Name of the cmdlet.</summary>
    public required string Name { get; init; }

    /// <summary>The file of the page.</summary>
    public required string File { get; init; }

    /// <summary>What the cmdlet does, in one sentence.</summary>
    public required IReadOnlyList<string> Synopsis { get; init; }

    /// <summary>The syntax lines on the page, one for each parameter set.</summary>
    public required IReadOnlyList<string> Syntax { get; init; }

    /// <summary>The full description of the cmdlet.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>Examples in order.</summary>
    public required IReadOnlyList<HelpExample> Examples { get; init; }

    /// <summary>Parameters in the order of the page.</summary>
    public required IReadOnlyList<HelpParameter> Parameters { get; init; }

    /// <summary>Types that can be piped in.</summary>
    public required IReadOnlyList<HelpType> Inputs { get; init; }

    /// <summary>Types of the output.</summary>
    public required IReadOnlyList<HelpType> Outputs { get; init; }

    /// <summary>Notes; empty when the page has no notes.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Related cmdlets and about topics.</summary>
    public required IReadOnlyList<string> Links { get; init; }

    /// <summary>Reads a page.</summary>
    /// <exception cref="HelpPageException">The page does not have the form of a cmdlet's page.</exception>
    public static HelpPage Read(string file) => new HelpPageReader(file, System.IO.File.ReadAllText(file)).Read();

    /// <summary>Reads all pages of a folder, in the order of their names.</summary>
    /// <exception cref="HelpPageException">A page does not have the form of a cmdlet's page.</exception>
    public static IReadOnlyList<HelpPage> ReadFolder(string folder)
    {
        string[] files = Directory.GetFiles(folder, "*-*.md");
        Array.Sort(files, StringComparer.Ordinal);
        return Array.ConvertAll(files, Read);
    }
}
