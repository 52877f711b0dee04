using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ObshellPS.Help.Checks;

/// <summary>Checks the form of the about topics. Get-Help finds these files by their names and shows them unchanged.</summary>
internal static class AboutCheck
{
    private const int Widest = 72;

    public static IEnumerable<string> Find(string folder)
    {
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "about_*.help.txt") : [];
        if (files.Length == 0)
        {
            yield return $"{folder} has no about topic.";
        }

        foreach (string file in files)
        {
            string[] lines = File.ReadAllLines(file);
            string topic = Path.GetFileName(file).Replace(".help.txt", "", System.StringComparison.Ordinal);
            foreach (string heading in new[] { "TOPIC", "SHORT DESCRIPTION", "LONG DESCRIPTION", "SEE ALSO" }.Where(h => !lines.Contains(h)))
            {
                yield return $"{file}: '{heading}' is missing.";
            }

            if (!lines.Contains("    " + topic))
            {
                yield return $"{file}: its TOPIC is not {topic}.";
            }

            for (int i = 0; i < lines.Length; i++)
            {
                if (lines[i].Length > Widest)
                {
                    yield return $"{file}({i + 1}): {lines[i].Length} characters; a line has at most {Widest}.";
                }
            }
        }
    }
}
