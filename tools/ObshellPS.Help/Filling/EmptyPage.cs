using System.Linq;
using ObshellPS.Help.Checks;

namespace ObshellPS.Help.Filling;

/// <summary>Makes a page for a cmdlet that has no page yet. The page has only headings, and the check reports empty sections.</summary>
internal static class EmptyPage
{
    public static string Of(CmdletContract cmdlet) => string.Join(
        "\n",
        [
            "---", "title: " + cmdlet.Name, "---", "", "# " + cmdlet.Name, "",
            "## SYNOPSIS", "", "## SYNTAX", "", "## DESCRIPTION", "", "## EXAMPLES", "", "## PARAMETERS", "", "## INPUTS", "", "## OUTPUTS", "",
            .. cmdlet.Outputs.SelectMany(o => new[] { "### " + o, "" }),
            "## NOTES", "", "## RELATED LINKS", "",
        ]);
}
