using Obshell.Client;

namespace Obshell.Recovery.Preflight.Facts;

/// <summary>
/// What to do about a broken local rule, the same for a start, a preflight and a drill. The fault's own text says what is wrong;
/// this never repeats it.
/// </summary>
public static class InputAdvice
{
    /// <param name="fault">A fault of a restore, or of anything else.</param>
    /// <param name="otherwise">The advice for a fault of which no more is known than its text.</param>
    internal static string For(InputFault fault, string otherwise) => Find(fault) ?? otherwise;

    /// <summary>For all that is wrong with one request: each advice once, with its parameter where there are several.</summary>
    /// <param name="faults">The faults.</param>
    /// <param name="otherwise">The advice where no more is known of any than its text.</param>
    public static string For(IReadOnlyList<InputFault> faults, string otherwise)
    {
        (string Parameter, string Advice)[] found = [.. faults.Select(f => (f.Parameter, Advice: Find(f))).Where(f => f.Advice is not null).Select(f => (f.Parameter, f.Advice!)).Distinct()];
        return found.Length switch
        {
            0 => otherwise,
            1 => found[0].Advice,
            _ => string.Join(Environment.NewLine, found.Select(f => $"-{f.Parameter}: {f.Advice}")),
        };
    }

    /// <summary>Ids are those of many commands; what they mean here holds only for parts of a restore.</summary>
    private static string? Find(InputFault fault) =>
        IsField(fault.Parameter) || IsPartOfZone(fault) || fault.Parameter is "InputObject" or "Until" || fault.ErrorId == "NothingPiped" ? ForRestore(fault) : null;

    private static bool IsField(string parameter) => TenantRestoreRequest.Fields.Any(f => f.Parameter == parameter);

    private static bool IsPartOfZone(InputFault fault) =>
        fault.Parameter is nameof(ZoneParam.UnitConfigName) or nameof(ZoneParam.UnitNum) or nameof(ZoneParam.ReplicaType) || fault.ErrorId == "InvalidZoneName";

    private static string? ForRestore(InputFault fault) => fault.ErrorId switch
    {
        "MissingParameter" when fault.Message.StartsWith("Zone '", StringComparison.Ordinal) => "Complete that zone: it needs Name, UnitConfigName and UnitNum.",
        "MissingParameter" => $"Give -{fault.Parameter}.",
        "InvalidTenantName" or "ReservedTenantName" => "For example the source's name and the day of the restore: orders_20261121.",
        "InvalidStorageUri" => "Letters, digits, '/', '-', '_' and '.' are always safe in a path; a link to the backup under such a name does.",
        "ArchiveLogUriRequired" => "Give -ArchiveLogUri: the destination to which the source tenant archives its logs.",
        "InvalidTimestamp" => "Write it like 2026-11-21T12:00:00+08:00 or 2026-11-21T04:00:00Z.",
        "InvalidScn" => "Leave -Scn out for the newest point, or let ConvertTo-ObScn make it from a moment.",
        "TimestampAndScn" => "Remove -Scn or -Timestamp. ConvertFrom-ObScn shows which moment an SCN is.",
        "InvalidZone" => "Get-ObZone and Get-ObUnitConfig list the names that go there.",
        "InvalidZoneName" => "Get-ObZone lists the real names.",
        "InvalidUnitConfigName" => "Get-ObUnitConfig lists the real names, and New-ObUnitConfig makes one.",
        "UnitNumInvalid" => "Give 1, or as many as there shall be; Get-ObZone shows how many servers each zone has.",
        "UnitNumInconsistent" => "Choose one number for all, not greater than the servers of the smallest zone.",
        "InvalidReplicaType" => "Leave it out for FULL, or correct the word.",
        "ZoneRepeated" => "Remove one of them. For more units on one zone raise its UnitNum.",
        "NoFullReplica" => "Take READONLY away from the zones whose replicas shall vote.",
        "InvalidPrimaryZone" => "Leave -PrimaryZone out for RANDOM, or take its names from the zone list.",
        "InvalidHaHighThreadScore" => "Leave it out for 10, the documented default.",
        "InvalidConcurrency" => "Give 1 to 100, or nothing.",
        "PointInFuture" => "Write the moment with the offset of the place where it was read: 2026-11-21T12:00:00+08:00.",
        "InvalidDecryption" => "By hand: give the passwords with SET DECRYPTION, then ALTER SYSTEM RESTORE in the same session of root@sys.",
        "InvalidKmsEncryptInfo" => "Escape the text as a double-quoted SQL string needs it before you pass it.",
        "UnknownKey" => "Take the name from that list, or leave the key out of what is piped.",
        "ConflictingValue" => "Find out which one is meant before anything is started.",
        "NothingPiped" => "Look at what should have come down the pipeline.",
        "InvalidNumber" or "InvalidValue" => fault.Parameter == "InputObject" ? "Correct that value of what is piped." : $"Pass one plain value to -{fault.Parameter}.",
        "DrillNamesTenant" => "Leave it out; -NamePattern says how the tenants of drills are named.",
        _ when IsField(fault.Parameter) => $"See the rules of -{fault.Parameter} in Get-Help Start-ObTenantRestore -Parameter {fault.Parameter}.",
        _ => null,
    };
}
