using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ObshellPS.Help.Checks;
using ObshellPS.Help.Pages;

namespace ObshellPS.Help.Filling;

/// <summary>
/// Writes the facts of the compiled cmdlet into its page: the facts under each parameter, missing parameters, and SYNTAX. It does not
/// change descriptions, defaults or the order. It does not remove parameters that no longer exist; the check reports them.
/// </summary>
internal static class PageFilling
{
    /// <summary>Fills one page; creates it if it does not exist.</summary>
    /// <returns>True if the file was changed.</returns>
    /// <exception cref="HelpPageException">The page does not have the form of a cmdlet's page.</exception>
    public static bool Fill(string folder, CmdletContract cmdlet)
    {
        string file = Path.Combine(folder, cmdlet.Name + ".md");
        string old = File.Exists(file) ? File.ReadAllText(file) : "";
        string text = (old.Length > 0 ? old : EmptyPage.Of(cmdlet)).Replace("\r\n", "\n", StringComparison.Ordinal);
        List<string> lines = [.. text.Split('\n')];
        foreach (ParameterContract parameter in cmdlet.Parameters)
        {
            FillParameter(file, lines, parameter);
        }

        FillSyntax(file, lines, cmdlet.DefaultSet);
        string filled = string.Join('\n', lines);
        if (filled == old)
        {
            return false;
        }

        File.WriteAllText(file, filled);
        return true;
    }

    private static void FillParameter(string file, List<string> lines, ParameterContract parameter)
    {
        int heading = lines.IndexOf("### -" + parameter.Name);
        if (heading < 0)
        {
            // WhatIf and Confirm come last.
            heading = parameter.Name is "WhatIf" or "Confirm" ? -1 : lines.IndexOf("### -WhatIf");
            heading = heading >= 0 ? heading : lines.IndexOf("## INPUTS");
            lines.InsertRange(heading, ["### -" + parameter.Name, "", "```yaml", "Default: None", "```", ""]);
        }

        int fence = lines.FindIndex(heading, l => l == "```yaml");
        int end = fence < 0 ? -1 : lines.FindIndex(fence, l => l == "```");
        if (end < 0 || lines.FindIndex(heading + 1, l => l.StartsWith('#')) < fence)
        {
            throw new HelpPageException(file, heading + 1, $"-{parameter.Name} has no facts. Put ```yaml, Default and ``` under its text.");
        }

        string fallback = lines[(fence + 1)..end].FirstOrDefault(l => l.StartsWith("Default:", StringComparison.Ordinal)) ?? "Default: None";
        lines.RemoveRange(fence + 1, end - fence - 1);
        lines.InsertRange(fence + 1, Facts(parameter, fallback));
    }

    private static IEnumerable<string> Facts(ParameterContract parameter, string fallback) =>
    [
        .. parameter.Sets.Count > 0 ? [$"{HelpParameter.SetsFact}: {string.Join(", ", parameter.Sets)}"] : Array.Empty<string>(),
        $"Type: {parameter.Type}",
        $"Aliases: {(parameter.Aliases.Count > 0 ? string.Join(", ", parameter.Aliases) : "None")}",
        $"Required: {parameter.IsRequired}",
        $"Position: {parameter.Position}",
        fallback,
        $"Accept pipeline input: {parameter.PipelineInput}",
        $"Accept wildcard characters: {parameter.AcceptsWildcards}",
    ];

    private static void FillSyntax(string file, List<string> lines, string defaultSet)
    {
        HelpPage page = new HelpPageReader(file, string.Join('\n', lines)).Read();
        string[] sets = [.. page.Parameters.SelectMany(p => p.Sets).Distinct()];
        var section = new List<string>();
        foreach ((string line, int at) in SyntaxText.Of(page).Select((l, i) => (l, i)))
        {
            if (sets.Length > 0)
            {
                section.AddRange([$"### {sets[at]}{(sets[at] == defaultSet ? " (Default)" : "")}", ""]);
            }

            section.AddRange(["```", line, "```", ""]);
        }

        int from = lines.IndexOf("## SYNTAX") + 1;
        int to = lines.IndexOf("## DESCRIPTION");
        lines.RemoveRange(from, to - from);
        lines.InsertRange(from, ["", .. section]);
    }
}
