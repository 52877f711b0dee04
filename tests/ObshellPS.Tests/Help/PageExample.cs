using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Tests.Help;

/// <summary>One example of a page in docs/cmdlets. Get-Help shows the same example.</summary>
internal sealed record PageExample(string Cmdlet, int Number, string Code)
{
    public static IReadOnlyList<PageExample> All { get; } =
        [.. Directory.GetFiles(Path.Combine(HostedSession.RepoRoot, "docs", "cmdlets"), "*.md").Order(StringComparer.Ordinal).SelectMany(Read)];

    private static IEnumerable<PageExample> Read(string page)
    {
        List<string>? code = null;
        int number = 0;
        foreach (string line in File.ReadLines(page))
        {
            if (line.StartsWith("### Example ", StringComparison.Ordinal))
            {
                number++;
            }
            else if (number > 0 && code is null && line == "```powershell")
            {
                code = [];
            }
            else if (code is not null && line == "```")
            {
                yield return new PageExample(Path.GetFileNameWithoutExtension(page), number, string.Join('\n', code));
                code = null;
            }
            else
            {
                code?.Add(line);
            }
        }
    }
}
