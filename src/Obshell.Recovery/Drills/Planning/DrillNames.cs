using System.Globalization;
using System.Text;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Input;

namespace Obshell.Recovery.Drills.Planning;

/// <summary>
/// Makes the names of throw-away tenants from a pattern. <c>{source}</c> is the source, <c>{id}</c> is the beginning of the drill's id.
/// Other text in braces is a .NET custom format for the current time (UTC). Every name contains the id, so two drills never make the same
/// name.
/// </summary>
public sealed class DrillNames
{
    /// <summary>The default pattern.</summary>
    public const string DefaultPattern = "drill_{source}_{yyyyMMddHHmm}_{id}";

    private const string Source = "source";
    private const string Id = "id";
    private const int IdLength = 8;
    private const string MomentLetters = "yMdHhmsf";
    private const string Parameter = "NamePattern";

    private readonly string pattern;
    private readonly List<(string Text, bool IsToken)> parts;

    private DrillNames(string pattern, List<(string Text, bool IsToken)> parts)
    {
        this.pattern = pattern;
        this.parts = parts;
    }

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="ObshellInputException">No name can be made from the pattern.</exception>
    public static DrillNames Parse(string pattern)
    {
        var parts = new List<(string, bool)>();
        int at = 0;
        while (at < pattern.Length)
        {
            int open = pattern.IndexOf('{', at);
            string literal = open < 0 ? pattern.Substring(at) : pattern.Substring(at, open - at);
            if (TextRules.TenantName("_" + literal) is not null && literal.Length > 0)
            {
                throw Fault(DrillTexts.FormatPatternCharacters(TextFault.Quote(literal)));
            }

            if (literal.Length > 0)
            {
                parts.Add((literal, false));
            }

            if (open < 0)
            {
                break;
            }

            int close = pattern.IndexOf('}', open);
            string token = close < 0 ? "" : pattern.Substring(open + 1, close - open - 1);
            if (!Is(token, Source) && !Is(token, Id) && (token.Length == 0 || token.Trim(MomentLetters.ToCharArray()).Length > 0))
            {
                throw Fault(DrillTexts.FormatPatternToken(TextFault.Quote(pattern.Substring(open)), "{source}", "{id}", "{yyyyMMddHHmm}"));
            }

            parts.Add((token, true));
            at = close + 1;
        }

        return parts.Count == 0 ? throw Fault(DrillTexts.PatternEmpty)
            : parts.TrueForAll(p => p.Item2 && Is(p.Item1, Source)) ? throw Fault(DrillTexts.FormatPatternSourceOnly("{source}"))
            : new DrillNames(pattern, parts);
    }

    /// <summary>
    /// Whether a drill of this source would have made this name. False for a pattern without variable parts, and for the source's own name.
    /// </summary>
    internal static bool HasMade(DrillName name, string source)
    {
        try
        {
            DrillNames names = Parse(name.Pattern);
            return names.parts.Exists(p => p.IsToken)
                && name.Drill.Length > 0
                && !name.Tenant.Equals(Sanitized(source), StringComparison.OrdinalIgnoreCase)
                && !name.Tenant.Equals(source, StringComparison.OrdinalIgnoreCase)
                && name.Tenant == names.Fit(Sanitized(source), name.At, Short(name.Drill));
        }
        catch (Exception e) when (e is ObshellInputException or FormatException)
        {
            return false;
        }
    }

    /// <summary>The name of a new drill's tenant.</summary>
    /// <param name="source">The source of the backup. Characters that a tenant's name cannot contain become <c>_</c>.</param>
    /// <param name="now">The current time.</param>
    public DrillName Next(string source, DateTimeOffset now)
    {
        // If the pattern has no id, the id is added. The journal stores the changed pattern, so the name can be made again from the
        // journal.
        DrillNames used = parts.Exists(p => p.IsToken && Is(p.Text, Id)) ? this : new(pattern + "_{id}", [.. parts, ("_", false), (Id, true)]);
        string drill = Guid.NewGuid().ToString("N");
        return new DrillName(used.Fit(Sanitized(source), now, Short(drill)), used.pattern, now, drill);
    }

    /// <summary>
    /// Makes the name. If it is too long, the source is cut first, then the text before the id. The id is never cut, because it makes the
    /// name unique.
    /// </summary>
    private string Fit(string source, DateTimeOffset now, string id)
    {
        int excess = Compose(source, now, id).Length - TextRules.MaxTenantName;
        string name = Compose(excess > 0 ? source.Substring(0, Math.Max(1, source.Length - excess)) : source, now, id);
        return name.Length <= TextRules.MaxTenantName ? name : name.Substring(0, TextRules.MaxTenantName - id.Length - 1) + "_" + id;
    }

    private string Compose(string source, DateTimeOffset now, string id)
    {
        var name = new StringBuilder();
        foreach ((string text, bool isToken) in parts)
        {
            // .NET reads a single letter as a standard format. A % before the letter makes it a custom format.
            name.Append(
                !isToken ? text
                : Is(text, Source) ? source
                : Is(text, Id) ? id
                : now.ToUniversalTime().ToString(text.Length == 1 ? "%" + text : text, CultureInfo.InvariantCulture));
        }

        return name[0] is >= '0' and <= '9' ? "_" + name : name.ToString();
    }

    /// <summary>
    /// Characters that a tenant's name cannot contain become <c>_</c>. Several such characters in a row become one <c>_</c>.
    /// </summary>
    private static string Sanitized(string source)
    {
        var clean = new StringBuilder();
        foreach (char c in source)
        {
            bool fits = c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9');
            if (fits)
            {
                clean.Append(c);
            }
            else if (clean.Length > 0 && clean[clean.Length - 1] != '_')
            {
                clean.Append('_');
            }
        }

        string name = clean.ToString().TrimEnd('_');
        return name.Length > 0 ? name : "backup";
    }

    private static bool Is(string token, string name) => token.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The first 8 digits of a drill's id. Two drills have the same digits in 1 of 4 billion cases. An id from a forged journal line may be
    /// shorter than 8 digits.
    /// </summary>
    private static string Short(string drill) => drill.Length > IdLength ? drill.Substring(0, IdLength) : drill;

    private static ObshellInputException Fault(string why) => new(new InputFault(
        "InvalidNamePattern", Parameter, Listing.Sentences(why, DrillTexts.FormatPatternDefault(DefaultPattern))));
}
