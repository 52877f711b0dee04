using System.Linq;
using ObshellPS.Help.Checks;

namespace ObshellPS.Help.Filling;

/// <summary>The first page of a cmdlet: only the headings. The check names the empty ones.</summary>
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
