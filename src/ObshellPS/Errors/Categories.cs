using System.Management.Automation;
using Obshell.Recovery.ErrorIds;
using Obshell.Recovery.Verdicts;

namespace ObshellPS.Errors;

/// <summary>PowerShell's category for each kind of error.</summary>
internal static class Categories
{
    /// <summary>For each kind, <see cref="ErrorCategory"/> has a member with the same name.</summary>
    public static ErrorCategory Of(ErrorKind kind) => (ErrorCategory)Enum.Parse(typeof(ErrorCategory), kind.ToString());

    /// <summary>The category of an error id of this module (see <see cref="ErrorTable"/>).</summary>
    public static ErrorCategory Of(string id) => Of(ErrorTable.KindOf(id));

    /// <summary>The category of a verdict.</summary>
    public static ErrorCategory Of(VerdictError error) => error switch
    {
        VerdictError.None => ErrorCategory.NotSpecified,
        VerdictError.InvalidResult => ErrorCategory.InvalidResult,
        VerdictError.InvalidOperation => ErrorCategory.InvalidOperation,
        VerdictError.Stopped => ErrorCategory.OperationStopped,
        VerdictError.TimedOut => ErrorCategory.OperationTimeout,
    };
}
