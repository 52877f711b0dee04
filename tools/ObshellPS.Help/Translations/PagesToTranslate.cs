using System.Collections.Generic;

namespace ObshellPS.Help.Translations;

/// <summary>Cmdlets whose page is not yet translated, so that their help is shown in English. Delete this when there are none.</summary>
internal static class PagesToTranslate
{
    public static readonly IReadOnlyList<string> Names =
    [
        "Export-ObRestoreReport",
        "Invoke-ObRestoreDrill",
    ];
}
