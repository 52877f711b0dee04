using Obshell.Client.Display;
using Obshell.Client.Input;

namespace Obshell.Client.Restores.Requests;

/// <summary>
/// Primary zones in the agent's form: <c>;</c> between zones of different priority (highest first), <c>,</c> between zones of equal
/// priority. The agent writes the text into SQL and does not trim it. So the text that is sent is built from checked zone names (PROTOCOL
/// 4.3, 4.5).
/// </summary>
public static class PrimaryZone
{
    /// <summary>No preference. According to the API documentation, a restore without a primary zone uses this value.</summary>
    public const string Random = "RANDOM";

    /// <summary>
    /// Removes all zones that are not in <paramref name="zones"/> from a primary zone. The order of priority stays the same.
    /// </summary>
    /// <returns>The primary zone; empty when no zone remains.</returns>
    public static string Within(string text, IReadOnlyCollection<string> zones) => text.Equals(Random, StringComparison.OrdinalIgnoreCase)
        ? text
        : string.Join(";", text.Split(';').Select(p => string.Join(",", p.Split(',').Select(z => z.Trim()).Where(zones.Contains))).Where(p => p.Length > 0));

    /// <summary>The text that is sent for a primary zone.</summary>
    /// <returns>
    /// The text to send. Null in two cases. If the primary zone is not valid, <paramref name="fault"/> says why. If it contains an unknown
    /// name, and the name of a zone in <paramref name="zones"/> could not be read, the unknown name may be the name of this zone. So it is
    /// not a fault, and <paramref name="fault"/> is null.
    /// </returns>
    public static string? Normalize(string? text, IReadOnlyList<ZoneParam> zones, out string? fault)
    {
        fault = null;
        if (string.IsNullOrWhiteSpace(text) || string.Equals(text!.Trim(), Random, StringComparison.OrdinalIgnoreCase))
        {
            return Random;
        }

        var names = new HashSet<string>(zones.Select(z => z.Name).Where(n => n.Length > 0), StringComparer.Ordinal);
        bool allNamed = zones.All(z => z.Name.Length > 0 && !z.Unread.HasFlag(ZoneParts.Name));
        bool inDoubt = false;
        var faults = new List<string>();
        var strangers = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var priorities = new List<string>();
        foreach (string priority in text.Split(';'))
        {
            var equals = new List<string>();
            foreach (string part in priority.Split(','))
            {
                string name = part.Trim();
                if (name.Length == 0)
                {
                    faults.Add(RestoreTexts.FormatPrimaryZoneNameMissing(TextFault.Quote(text)));
                }
                else if (!seen.Add(name))
                {
                    faults.Add(RestoreTexts.FormatPrimaryZoneTwice(TextFault.Quote(name)));
                }
                else if (!names.Contains(name) && TextRules.ZoneName(name) is { } bad)
                {
                    faults.Add(bad);
                }
                else if (!names.Contains(name))
                {
                    strangers.Add($"'{TextFault.Quote(name)}'");
                    inDoubt |= !allNamed;
                }

                equals.Add(name);
            }

            priorities.Add(string.Join(",", equals));
        }

        if (strangers.Count > 0 && allNamed)
        {
            string list = Listing.Of(names.Select(TextFault.Quote));
            faults.Insert(0, strangers.Count == 1
                ? RestoreTexts.FormatPrimaryZoneUnknown(strangers[0], list)
                : RestoreTexts.FormatPrimaryZonesUnknown(Listing.Of(strangers), list));
        }

        fault = faults.Count == 0 ? null : Listing.Sentences(faults.Distinct());
        return fault is not null || inDoubt ? null : string.Join(";", priorities);
    }
}
