using System.Linq;
using ObshellPS.Help.Checks;

namespace ObshellPS.Help.Filling;

/// <summary>Makes the first page of a cmdlet, with headings only. The check reports empty sections.</summary>
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
