using Obshell.Client;

namespace Obshell.Recovery.ErrorIds;

/// <summary>
/// What to do about a value of a restore that breaks a local rule. The advice is the same for a start, a preflight and a drill. It depends
/// on the wrong field.
/// </summary>
public static class InputAdvice
{
    /// <param name="fault">A fault of a restore, or of another command.</param>
    /// <param name="otherwise">The advice for a fault that has no advice in the table.</param>
    internal static string For(InputFault fault, string otherwise) => Find(fault) ?? otherwise;

    /// <summary>
    /// The advice for all faults of one request. The same advice appears only once. If there are several lines of advice, each line starts
    /// with its parameter.
    /// </summary>
    /// <param name="faults">The faults.</param>
    /// <param name="otherwise">The advice when no fault has an advice in the table.</param>
    public static string For(IReadOnlyList<InputFault> faults, string otherwise)
    {
        (string Parameter, string Advice)[] found = [.. faults.Select(f => (f.Parameter, Advice: Find(f))).Where(f => f.Advice is not null).Select(f => (f.Parameter, f.Advice!)).Distinct()];
        return found.Length switch
        {
            0 => otherwise,
            1 => found[0].Advice,
            _ => string.Join(Environment.NewLine, found.Select(f => InputAdviceTexts.FormatOfParameter(f.Parameter, f.Advice))),
        };
    }

    /// <summary>
    /// The fault's own advice, or the advice from the table; null when the fault is not about a value of a restore, because other commands use the same ids for other
    /// values.
    /// </summary>
    private static string? Find(InputFault fault) =>
        fault.Advice.Length > 0 ? fault.Advice
        : IsField(fault.Parameter) || IsPartOfZone(fault) || fault.Parameter is "InputObject" or "Until" || fault.ErrorId == "NothingPiped" ? ForRestore(fault)
        : null;

    private static bool IsField(string parameter) => TenantRestoreRequest.Fields.Any(f => f.Parameter == parameter);

    private static bool IsPartOfZone(InputFault fault) =>
        fault.Parameter is nameof(ZoneParam.UnitConfigName) or nameof(ZoneParam.UnitNum) or nameof(ZoneParam.ReplicaType) || fault.ErrorId == "InvalidZoneName";

    private static string? ForRestore(InputFault fault) =>
        ErrorTable.Find(fault.ErrorId)?.FieldAdvice?.Invoke(fault)
        ?? (IsField(fault.Parameter) ? InputAdviceTexts.FormatFieldRules(fault.Parameter) : null);
}
