using System;
using System.Collections.Generic;
using System.Linq;

namespace Obshell.Client.Restore;

/// <summary>
/// Primary zones in the agent's form: <c>;</c> between falling priorities, <c>,</c> between equal ones. Rebuilt from
/// zone names that are already proved harmless; the agent does not trim, and pastes the text into SQL (PROTOCOL 4.3, 4.5).
/// </summary>
internal static class PrimaryZone
{
    /// <summary>No preference: what the documentation promises when nothing is given.</summary>
    public const string Random = "RANDOM";

    /// <returns>The text to send, or null with the fault set.</returns>
    public static string? Normalize(string? text, IReadOnlyList<ZoneParam> zones, out string? fault)
    {
        fault = null;
        if (string.IsNullOrWhiteSpace(text) || string.Equals(text!.Trim(), Random, StringComparison.OrdinalIgnoreCase))
        {
            return Random;
        }

        var names = new HashSet<string>(zones.Select(z => z.Name), StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var priorities = new List<string>();
        foreach (string priority in text.Split(';'))
        {
            var equals = new List<string>();
            foreach (string part in priority.Split(','))
            {
                string name = part.Trim();
                fault = name.Length == 0 ? $"A zone name is missing in '{TextFault.Quote(text)}'. Write 'zone1;zone2,zone3': ; between priorities, , between equals."
                    : !names.Contains(name) && TextRules.ZoneName(name) is { } bad ? bad
                    : !names.Contains(name) ? $"Zone '{TextFault.Quote(name)}' is not in the zone list ({string.Join(", ", names.Select(TextFault.Quote))})."
                    : !seen.Add(name) ? $"Zone '{name}' stands there twice."
                    : null;
                if (fault is not null)
                {
                    return null;
                }

                equals.Add(name);
            }

            priorities.Add(string.Join(",", equals));
        }

        return string.Join(";", priorities);
    }
}
