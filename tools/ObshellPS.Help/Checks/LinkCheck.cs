using System.Collections.Generic;
using System.IO;
using System.Text.RegularExpressions;

namespace ObshellPS.Help.Checks;

/// <summary>Finds relative links in the documentation whose target does not exist.</summary>
internal static partial class LinkCheck
{
    public static IEnumerable<string> Find(string docs)
    {
        foreach (string file in Directory.GetFiles(docs, "*.md", SearchOption.AllDirectories))
        {
            foreach (Match link in Link().Matches(File.ReadAllText(file)))
            {
                string target = link.Groups[1].Value.Split('#')[0];
                if (target.Length > 0 && !target.Contains("://", System.StringComparison.Ordinal)
                    && !Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, target)))
                {
                    yield return $"{file}: the link to {target} leads nowhere.";
                }
            }
        }
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
