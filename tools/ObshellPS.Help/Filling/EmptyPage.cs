using System.Linq;
using ObshellPS.Help.Checks;

namespace ObshellPS.Help.Filling;

/// <summary>The page of a cmdlet that has none yet: its headings, for people to write under. The check names what is empty.</summary>
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
