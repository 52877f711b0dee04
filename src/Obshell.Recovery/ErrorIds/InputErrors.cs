using Obshell.Client;
using static Obshell.Recovery.ErrorIds.ErrorKind;

namespace Obshell.Recovery.ErrorIds;

/// <summary>
/// Errors of what was typed or piped: refused here, nothing was sent. The fault's own text says what is wrong; the advice never
/// repeats it.
/// </summary>
internal static class InputErrors
{
    private const string Mismatch = "Connect to the cluster that it is of (Connect-ObCluster, or -Connection), or name by its id or name what you mean here.";
    private const string Connect = "Run Connect-ObCluster -Server host[:port] first.";
    private const string Mixed = "Do not run the same command again: the requests of this pipeline have been started.";

    public static readonly ErrorRow[] Rows =
    [
        new("ArchiveLogUriRequired", InvalidArgument) { FieldAdvice = _ => "Give -ArchiveLogUri: the destination to which the source tenant archives its logs." },
        new("BodyNotAnObject", InvalidArgument),
        new("BodyNotSent", InvalidArgument),
        new("BodyNotSerializable", InvalidArgument),
        new("BodyTooDeep", InvalidArgument),
        new("ConflictingValue", InvalidArgument) { FieldAdvice = _ => "Find out which one is meant before anything is started." },
        new("DagMismatch", InvalidArgument, Mismatch),
        new("DagNotFound", ObjectNotFound,
            "Get-ObDag without -TenantName lists all DAGs, and Get-ObTenantRestore the restores, of long ago too. Check the connection too."),
        new("Disconnected", ConnectionError, Connect),
        new("DrillNamesTenant", InvalidArgument) { FieldAdvice = _ => "Leave it out; -NamePattern says how the tenants of drills are named." },
        new("EmptyParameter", InvalidArgument),
        new("EmptyVariable", InvalidArgument),
        new("FileSourceOnly", InvalidArgument, "Use Get-ObRestoreWindow: it looks into object stores too."),
        new("HistoryNotFound", InvalidArgument),
        new("InvalidCertificateAuthority", InvalidArgument),
        new("InvalidClientCertificate", InvalidArgument),
        new("InvalidConcurrency", InvalidArgument) { FieldAdvice = _ => "Give 1 to 100, or nothing." },
        new("InvalidDagId", InvalidArgument),
        new("InvalidDecryption", InvalidArgument) { FieldAdvice = _ => "By hand: give the passwords with SET DECRYPTION, then ALTER SYSTEM RESTORE in the same session of root@sys." },
        new("InvalidDuration", InvalidArgument),
        new("InvalidEncryption", InvalidArgument),
        new("InvalidFingerprint", InvalidArgument),
        new("InvalidHaHighThreadScore", InvalidArgument) { FieldAdvice = _ => "Leave it out for 10, the documented default." },
        new("InvalidJson", InvalidArgument),
        new("InvalidKmsEncryptInfo", InvalidArgument) { FieldAdvice = _ => "Escape the text as a double-quoted SQL string needs it before you pass it." },
        new("InvalidMap", InvalidArgument),
        new("InvalidMaxAge", InvalidArgument),
        new("InvalidMaxCpu", InvalidArgument),
        new("InvalidMaxIops", InvalidArgument),
        new("InvalidMethod", InvalidArgument),
        new("InvalidMinCpu", InvalidArgument),
        new("InvalidMinIops", InvalidArgument),
        new("InvalidNamePattern", InvalidArgument),
        new("InvalidNumber", InvalidArgument) { FieldAdvice = f => f.Parameter == "InputObject" ? "Correct that value of what is piped." : $"Pass one plain value to -{f.Parameter}." },
        new("InvalidPath", InvalidArgument, "Give a path of the file system whose folder exists."),
        new("InvalidPrimaryZone", InvalidArgument) { FieldAdvice = _ => "Leave -PrimaryZone out for RANDOM, or take its names from the zone list." },
        new("InvalidProxy", InvalidArgument),
        new("InvalidQuery", InvalidArgument),
        new("InvalidQueryTimeout", InvalidArgument),
        new("InvalidPriority", InvalidArgument),
        new("InvalidRecoveryPlan", InvalidArgument),
        new("InvalidReplicaType", InvalidArgument) { FieldAdvice = _ => "Leave it out for FULL, or correct the word." },
        new("InvalidRequest", InvalidArgument),
        new("InvalidScn", InvalidArgument) { FieldAdvice = _ => "Leave -Scn out for the newest point, or let ConvertTo-ObScn make it from a moment." },
        new("InvalidServer", InvalidArgument),
        new("InvalidSize", InvalidArgument),
        new("InvalidSource", InvalidArgument),
        new("InvalidSqlServer", InvalidArgument),
        new("InvalidStorageCredential", InvalidArgument),
        new("InvalidStorageUri", InvalidArgument) { FieldAdvice = _ => "Letters, digits, '/', '-', '_' and '.' are always safe in a path; a link to the backup under such a name does." },
        new("InvalidTenantName", InvalidArgument) { FieldAdvice = _ => "For example the source's name and the day of the restore: orders_20261121." },
        new("InvalidTenantUser", InvalidArgument),
        new("InvalidTimestamp", InvalidArgument) { FieldAdvice = _ => "Write it like 2026-11-21T12:00:00+08:00 or 2026-11-21T04:00:00Z." },
        new("InvalidUnitConfigName", InvalidArgument) { FieldAdvice = _ => "Get-ObUnitConfig lists the real names, and New-ObUnitConfig makes one." },
        new("InvalidUntil", InvalidArgument),
        new("InvalidValue", InvalidArgument) { FieldAdvice = f => f.Parameter == "InputObject" ? "Correct that value of what is piped." : $"Pass one plain value to -{f.Parameter}." },
        new("InvalidVariable", InvalidArgument, "Correct the variable, or remove it; nothing was sent to any agent."),
        new("InvalidZone", InvalidArgument) { FieldAdvice = _ => "Get-ObZone and Get-ObUnitConfig list the names that go there." },
        new("InvalidZoneName", InvalidArgument) { FieldAdvice = _ => "Get-ObZone lists the real names." },
        new("JournalNotReadable", InvalidArgument),
        new("LayoutNotRestorable", InvalidArgument),
        new("LayoutUnknown", InvalidArgument),
        new("MissingParameter", InvalidArgument)
        {
            FieldAdvice = f => f.Message.StartsWith("Zone '", StringComparison.Ordinal) ? "Complete that zone: it needs Name, UnitConfigName and UnitNum." : $"Give -{f.Parameter}.",
        },
        new("MissingServer", InvalidArgument),
        new("MixedInput", InvalidArgument, Mixed),
        new("NoBackup", ObjectNotFound, "Get-ObTenantBackup shows which backups there are; Start-ObTenantBackup makes one."),
        new("NoFullReplica", InvalidArgument) { FieldAdvice = _ => "Take READONLY away from the zones whose replicas shall vote." },
        new("NoLeftover", InvalidArgument),
        new("NotConnected", ConnectionError, Connect),
        new("NotReportable", InvalidArgument,
            "Pipe what Invoke-ObRestoreDrill, Invoke-ObRecoveryPlan, Wait-ObDag, Get-ObDag -Detailed or Get-ObTenantRestore returns. The report names it as unreadable."),
        new("NothingPiped", InvalidArgument) { FieldAdvice = _ => "Look at what should have come down the pipeline." },
        new("NothingToSet", InvalidArgument),
        new("NothingToReport", InvalidArgument,
            "Look why the command before it returned nothing; its errors say so. A report of nothing would look like a good one."),
        new("PasswordEndsInLineBreak", InvalidArgument),
        new("PointInFuture", InvalidArgument) { FieldAdvice = _ => "Write the moment with the offset of the place where it was read: 2026-11-21T12:00:00+08:00." },
        new("RecoveryPlanNotFound", ObjectNotFound),
        new("RecoveryPlanTooNew", InvalidArgument),
        new("ReservedTenantName", InvalidArgument) { FieldAdvice = _ => "For example the source's name and the day of the restore: orders_20261121." },
        new("StorageKeysMissing", InvalidArgument),
        new("SysHasNoBackup", InvalidArgument),
        new("TenantMismatch", InvalidArgument, Mismatch),
        new("TenantNameNotDroppable", InvalidArgument),
        new("TenantNotFound", ObjectNotFound, "Get-ObTenant lists the tenants of this cluster. Check the connection too."),
        new("TextPiped", InvalidArgument,
            "Turn the file into objects first: Get-Content file.json -Raw | ConvertFrom-Json, or Import-Csv file.csv. A zone as text is written zone:unit:num."),
        new("TimestampAndScn", InvalidArgument) { FieldAdvice = _ => "Remove -Scn or -Timestamp. ConvertFrom-ObScn shows which moment an SCN is." },
        new("UnencryptedAuthentication", InvalidArgument,
            "Set TLS up on the agents (docs/connecting.md, Plain HTTP) and write https:// before the address; or go through an SSH tunnel and name localhost; or pass -AllowUnencryptedAuthentication. Nothing was sent to any agent."),
        new("UnitConfigMismatch", InvalidArgument, Mismatch),
        new("UnitConfigTooSmall", InvalidArgument),
        new("UnitNumInconsistent", InvalidArgument) { FieldAdvice = _ => "Choose one number for all, not greater than the servers of the smallest zone." },
        new("UnitNumInvalid", InvalidArgument) { FieldAdvice = _ => "Give 1, or as many as there shall be; Get-ObZone shows how many servers each zone has." },
        new("UnknownKey", InvalidArgument) { FieldAdvice = _ => "Take the name from that list, or leave the key out of what is piped." },
        new("UnknownReportFormat", InvalidArgument, "Give -Format Html, Markdown, Json or JUnit, or a path that ends in .html, .md, .json or .xml."),
        new("UriParameterDropped", InvalidArgument),
        new("UnreadableProperty", InvalidArgument),
        new("UserNotSupported", InvalidArgument),
        new("ZoneNotFound", InvalidArgument, "Get-ObZone without -Name lists the zones."),
        new("ZoneRepeated", InvalidArgument) { FieldAdvice = _ => "Remove one of them. For more units on one zone raise its UnitNum." },
        new("ZonesNotTested", InvalidArgument, "Pipe zones or requests, not both."),
    ];

    /// <summary>Where the id alone says too little, the fields that are at fault do.</summary>
    public static string AdviceOtherwise(ObshellInputException input, bool isOfRow) =>
        input.Faults.Any(f => f.ErrorId == "MixedInput") ? Mixed : InputAdvice.For(
            input.Faults,
            isOfRow ? "Correct that row and pipe it again, alone: the other rows are not affected. Nothing of it was sent to any agent." : "Correct the input and run the command again; nothing was sent to any agent.");
}
