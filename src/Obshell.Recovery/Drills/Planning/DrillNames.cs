using System.Globalization;
using System.Text;
using Obshell.Client;
using Obshell.Client.Input;

namespace Obshell.Recovery.Drills.Planning;

/// <summary>
/// Names of throw-away tenants, made from a pattern: <c>{source}</c> is the source, anything else in braces the moment (UTC) in .NET's
/// custom format. Every name is legal, free, and given once.
/// </summary>
public sealed class DrillNames
{
    /// <summary>Where none is given.</summary>
    public const string DefaultPattern = "drill_{source}_{yyyyMMddHHmm}";

    private const string Source = "source";
    private const string MomentLetters = "yMdHhmsf";
    private const string Parameter = "NamePattern";

    private readonly string pattern;
    private readonly List<(string Text, bool IsToken)> parts;
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    private DrillNames(string pattern, List<(string Text, bool IsToken)> parts)
    {
        this.pattern = pattern;
        this.parts = parts;
    }

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="ObshellInputException">The pattern can make no name.</exception>
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
                throw Fault($"'{TextFault.Quote(literal)}' cannot stand in a tenant's name: letters A to Z, digits and _ can.");
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
            if (!token.Equals(Source, StringComparison.OrdinalIgnoreCase) && (token.Length == 0 || token.Trim(MomentLetters.ToCharArray()).Length > 0))
            {
                throw Fault($"'{TextFault.Quote(pattern.Substring(open))}' names neither {{source}} nor a moment such as {{yyyyMMddHHmm}}.");
            }

            parts.Add((token, true));
            at = close + 1;
        }

        return parts.Count == 0 ? throw Fault("It is empty.")
            : parts.TrueForAll(p => p.Item2 && p.Item1.Equals(Source, StringComparison.OrdinalIgnoreCase)) ? throw Fault("It has {source} alone: the tenant would be named as the one that was backed up.")
            : new DrillNames(pattern, parts);
    }

    /// <summary>Whether a drill of this source would have given that name: not where it could be any tenant's.</summary>
    internal static bool HasMade(DrillName name, string source)
    {
        try
        {
            DrillNames names = Parse(name.Pattern);
            string tenant = name.Tenant;
            int mark = tenant.LastIndexOf('_');
            string suffix = mark > 0 && int.TryParse(tenant.Substring(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 1 ? tenant.Substring(mark) : "";
            string clean = Sanitized(source);
            return names.parts.Exists(p => p.IsToken)
                && !tenant.Equals(clean, StringComparison.OrdinalIgnoreCase)
                && !tenant.Equals(source, StringComparison.OrdinalIgnoreCase)
                && (tenant == names.Fit(clean, name.At, "") || tenant == names.Fit(clean, name.At, suffix));
        }
        catch (Exception e) when (e is ObshellInputException or FormatException)
        {
            return false;
        }
    }

    /// <summary>These tenants exist, or are being made.</summary>
    public void Take(IEnumerable<string> names) => taken.UnionWith(names);

    /// <summary>A name that no other has.</summary>
    /// <param name="source">Whose backup it is; what no tenant's name may hold becomes <c>_</c>.</param>
    /// <param name="now">The moment.</param>
    public DrillName Next(string source, DateTimeOffset now)
    {
        for (int number = 1; ; number++)
        {
            string suffix = number == 1 ? "" : "_" + number.ToString(CultureInfo.InvariantCulture);
            string name = Fit(Sanitized(source), now, suffix);
            if (!TextRules.IsReservedTenantName(name) && taken.Add(name))
            {
                return new DrillName(name, pattern, now);
            }
        }
    }

    /// <summary>The source's part is what is cut where the name would be too long: the rest tells drills of it apart.</summary>
    private string Fit(string source, DateTimeOffset now, string suffix)
    {
        int excess = Compose(source, now, suffix).Length - TextRules.MaxTenantName;
        string name = Compose(excess > 0 ? source.Substring(0, Math.Max(1, source.Length - excess)) : source, now, suffix);
        return name.Length <= TextRules.MaxTenantName ? name : name.Substring(0, TextRules.MaxTenantName - suffix.Length) + suffix;
    }

    private string Compose(string source, DateTimeOffset now, string suffix)
    {
        var name = new StringBuilder();
        foreach ((string text, bool isToken) in parts)
        {
            // One letter alone would be a standard format: the % makes it a custom one.
            name.Append(
                !isToken ? text
                : text.Equals(Source, StringComparison.OrdinalIgnoreCase) ? source
                : now.ToUniversalTime().ToString(text.Length == 1 ? "%" + text : text, CultureInfo.InvariantCulture));
        }

        name.Append(suffix);
        return name[0] is >= '0' and <= '9' ? "_" + name : name.ToString();
    }

    /// <summary>What no tenant's name may hold becomes <c>_</c>, once however much of it there is.</summary>
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

    private static ObshellInputException Fault(string why) => new(new InputFault(
        "InvalidNamePattern", Parameter, why + " The default is " + DefaultPattern + "."));
}
