using System;
using System.Collections.Generic;
using System.Linq;
using ObshellPS.Help.Pages;

namespace ObshellPS.Help.Checks;

/// <summary>Finds differences between the pages and the compiled cmdlets.</summary>
internal static class PageCheck
{
    private const int FewestExamples = 2;

    public static IEnumerable<string> Compare(IReadOnlyList<HelpPage> pages, IReadOnlyList<CmdletContract> cmdlets)
    {
        foreach (HelpPage page in pages.Where(p => cmdlets.All(c => c.Name != p.Name)))
        {
            yield return $"{page.File}: the module has no cmdlet {page.Name}.";
        }

        foreach (CmdletContract cmdlet in cmdlets)
        {
            if (pages.FirstOrDefault(p => p.Name == cmdlet.Name) is not { } page)
            {
                yield return $"{cmdlet.Name} has no page {cmdlet.Name}.md.";
                continue;
            }

            foreach (string finding in Compare(page, cmdlet))
            {
                yield return $"{page.File}: {finding}";
            }
        }
    }

    private static IEnumerable<string> Compare(HelpPage page, CmdletContract cmdlet)
    {
        foreach ((string section, int count) in new[]
        {
            ("SYNOPSIS", page.Synopsis.Count), ("DESCRIPTION", page.Description.Count), ("INPUTS", page.Inputs.Count),
            ("OUTPUTS", page.Outputs.Count), ("NOTES", page.Notes.Count), ("RELATED LINKS", page.Links.Count),
        })
        {
            if (count == 0)
            {
                yield return $"{section} is empty.";
            }
        }

        if (page.Examples.Count < FewestExamples)
        {
            yield return $"{page.Examples.Count} examples; at least {FewestExamples} are needed.";
        }

        foreach (HelpExample example in page.Examples.Where(e => e.Text.Count == 0 || e.Code.Trim().Length == 0))
        {
            yield return $"the example '{example.Title}' has no code or no explanation.";
        }

        foreach (string type in cmdlet.Outputs.Where(t => page.Outputs.All(o => o.Name != t)))
        {
            yield return $"OUTPUTS does not name {type}.";
        }

        foreach (HelpParameter written in page.Parameters.Where(p => cmdlet.Parameters.All(c => c.Name != p.Name)))
        {
            yield return $"the cmdlet has no parameter -{written.Name}.";
        }

        foreach (ParameterContract parameter in cmdlet.Parameters)
        {
            if (page.Parameters.FirstOrDefault(p => p.Name == parameter.Name) is not { } written || written.Text.Count == 0)
            {
                yield return $"-{parameter.Name} is not described.";
                continue;
            }

            foreach ((string fact, string says, string really) in Facts(written, parameter).Where(f => f.Says != f.Is))
            {
                yield return $"-{parameter.Name}: '{fact}' says '{says}', but it is '{really}'.";
            }
        }

        // The facts on the page determine SYNTAX. The page contains SYNTAX for readers on the web.
        string[] expected = [.. SyntaxText.Of(page)];
        if (!expected.SequenceEqual(page.Syntax, StringComparer.Ordinal))
        {
            yield return "SYNTAX must be:" + Environment.NewLine + "    " + string.Join(Environment.NewLine + "    ", expected);
        }
    }

    private static IEnumerable<(string Fact, string Says, string Is)> Facts(HelpParameter written, ParameterContract parameter) =>
    [
        ("Type", written.Type, parameter.Type),
        ("Aliases", string.Join(", ", written.Aliases), string.Join(", ", parameter.Aliases)),
        ("Required", written.IsRequired.ToString(), parameter.IsRequired.ToString()),
        ("Position", written.Position, parameter.Position),
        ("Accept pipeline input", written.PipelineInput, parameter.PipelineInput),
        ("Accept wildcard characters", written.AcceptsWildcards.ToString(), parameter.AcceptsWildcards.ToString()),
        (HelpParameter.SetsFact, string.Join(", ", written.Sets), string.Join(", ", parameter.Sets)),
    ];
}
