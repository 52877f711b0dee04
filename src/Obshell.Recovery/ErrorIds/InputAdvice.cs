using Obshell.Client;

namespace Obshell.Recovery.ErrorIds;

/// <summary>
/// What to do about a broken local rule of a restore. It is the same for a start, a preflight and a drill: the table's advice for the
/// wrong field.
/// </summary>
public static class InputAdvice
{
    /// <param name="fault">A fault of a restore, or of another command.</param>
    /// <param name="otherwise">The advice for a fault about which only its text is known.</param>
    internal static string For(InputFault fault, string otherwise) => Find(fault) ?? otherwise;

    /// <summary>The advice for all faults of one request. Each advice appears once, with its parameter when there are several.</summary>
    /// <param name="faults">The faults.</param>
    /// <param name="otherwise">The advice when only the texts of all faults are known.</param>
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

    /// <summary>Many commands use the same ids. The advice here is valid only for the values of a restore.</summary>
    private static string? Find(InputFault fault) =>
        IsField(fault.Parameter) || IsPartOfZone(fault) || fault.Parameter is "InputObject" or "Until" || fault.ErrorId == "NothingPiped" ? ForRestore(fault) : null;

    private static bool IsField(string parameter) => TenantRestoreRequest.Fields.Any(f => f.Parameter == parameter);

    private static bool IsPartOfZone(InputFault fault) =>
        fault.Parameter is nameof(ZoneParam.UnitConfigName) or nameof(ZoneParam.UnitNum) or nameof(ZoneParam.ReplicaType) || fault.ErrorId == "InvalidZoneName";

    private static string? ForRestore(InputFault fault) =>
        ErrorTable.Find(fault.ErrorId)?.FieldAdvice?.Invoke(fault)
        ?? (IsField(fault.Parameter) ? InputAdviceTexts.FormatFieldRules(fault.Parameter) : null);
}
