using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ObshellPS.Help.Pages;

/// <summary>
/// Makes the syntax lines of a cmdlet from its parameters. Positional parameters come first, then the others in the order of the page.
/// </summary>
internal static class SyntaxText
{
    /// <summary>One line for each parameter set. The sets have the order in which they first appear on the page.</summary>
    public static IEnumerable<string> Of(HelpPage page) => Sets(page).Select(set => Line(page.Name, InSet(page, set)));

    /// <summary>The parameters of each set, in the order of the syntax line.</summary>
    public static IEnumerable<IReadOnlyList<HelpParameter>> ParametersOf(HelpPage page) => Sets(page).Select(set => InSet(page, set));

    private static IEnumerable<string?> Sets(HelpPage page)
    {
        string[] sets = [.. page.Parameters.SelectMany(p => p.Sets).Distinct()];
        return sets.Length == 0 ? new string?[] { null } : sets;
    }

    private static List<HelpParameter> InSet(HelpPage page, string? set) =>
    [
        .. page.Parameters
            .Where(p => p.Sets.Count == 0 || p.Sets.Contains(set))
            .OrderBy(p => int.TryParse(p.Position, NumberStyles.None, CultureInfo.InvariantCulture, out int at) ? at : int.MaxValue),
    ];

    private static string Line(string name, IEnumerable<HelpParameter> parameters)
    {
        var line = new StringBuilder(name);
        foreach (HelpParameter parameter in parameters)
        {
            string dashed = "-" + parameter.Name;
            if (parameter.Position != "Named")
            {
                dashed = "[" + dashed + "]";
            }

            if (!parameter.IsSwitch)
            {
                dashed += " <" + parameter.Type + ">";
            }

            line.Append(' ').Append(parameter.IsRequired ? dashed : "[" + dashed + "]");
        }

        return line.Append(" [<CommonParameters>]").ToString();
    }
}
