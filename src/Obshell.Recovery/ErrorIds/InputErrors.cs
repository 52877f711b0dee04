using Obshell.Client;
using Obshell.Client.Errors;
using static Obshell.Recovery.ErrorIds.ErrorKind;

namespace Obshell.Recovery.ErrorIds;

/// <summary>
/// Errors in values that a user typed or piped. The module refused the values and sent nothing. The text of the fault says what is wrong.
/// The advice does not repeat this text.
/// </summary>
internal static class InputErrors
{
    public static readonly ErrorRow[] Rows =
    [
        new("ArchiveLogUriRequired", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.ArchiveLogUriRequired },
        new("BodyNotAnObject", InvalidArgument),
        new("BodyNotSent", InvalidArgument),
        new("BodyNotSerializable", InvalidArgument),
        new("BodyTooDeep", InvalidArgument),
        new("ConflictingValue", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.ConflictingValue },
        new("DagMismatch", InvalidArgument, () => InputAdviceTexts.Mismatch),
        new("DagNotFound", ObjectNotFound, () => InputAdviceTexts.DagNotFound),
        new("Disconnected", ConnectionError, () => InputAdviceTexts.Connect),
        new("DrillNamesTenant", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.DrillNamesTenant },
        new("EmptyParameter", InvalidArgument) { FieldAdvice = f => InputAdviceTexts.FormatEmptyParameter(f.Parameter) },
        new("EmptyVariable", InvalidArgument),
        new("FileSourceOnly", InvalidArgument, () => InputAdviceTexts.FileSourceOnly),
        new("HistoryNotFound", InvalidArgument, () => InputAdviceTexts.CorrectFile),
        new("InvalidApiPath", InvalidArgument, () => InputAdviceTexts.ApiPath),
        new("InvalidCertificateAuthority", InvalidArgument),
        new("InvalidClientCertificate", InvalidArgument),
        new("InvalidConcurrency", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.Concurrency },
        new("InvalidDagId", InvalidArgument),
        new("InvalidDecryption", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.Decryption },
        new("InvalidDuration", InvalidArgument),
        new("InvalidEncryption", InvalidArgument),
        new("InvalidFingerprint", InvalidArgument),
        new("InvalidHaHighThreadScore", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.HaHighThreadScore },
        new("InvalidJson", InvalidArgument),
        new("InvalidKmsEncryptInfo", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.KmsEncryptInfo },
        new("InvalidMap", InvalidArgument),
        new("InvalidMaxAge", InvalidArgument),
        new("InvalidMaxCpu", InvalidArgument),
        new("InvalidMaxIops", InvalidArgument),
        new("InvalidMethod", InvalidArgument),
        new("InvalidMinCpu", InvalidArgument),
        new("InvalidMinIops", InvalidArgument),
        new("InvalidNamePattern", InvalidArgument),
        new("InvalidNumber", InvalidArgument) { FieldAdvice = OneValue },
        new("InvalidPath", InvalidArgument, () => InputAdviceTexts.Path),
        new("InvalidPrimaryZone", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.PrimaryZone },
        new("InvalidProxy", InvalidArgument),
        new("InvalidQuery", InvalidArgument),
        new("InvalidQueryTimeout", InvalidArgument),
        new("InvalidPriority", InvalidArgument),
        new("InvalidRecoveryPlan", InvalidArgument, () => InputAdviceTexts.CorrectFile),
        new("InvalidReplicaType", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.ReplicaType },
        new("InvalidRequest", InvalidArgument),
        new("InvalidScn", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.Scn },
        new("InvalidServer", InvalidArgument),
        new("InvalidSize", InvalidArgument),
        new("InvalidSource", InvalidArgument),
        new("InvalidSqlServer", InvalidArgument),
        new("InvalidStorageCredential", InvalidArgument),
        new("InvalidStorageUri", InvalidArgument),
        new("InvalidTenantName", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.TenantName },
        new("InvalidTenantUser", InvalidArgument),
        new("InvalidTimestamp", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.Timestamp },
        new("InvalidUnitConfigName", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.UnitConfigName },
        new("InvalidUntil", InvalidArgument),
        new("InvalidValue", InvalidArgument) { FieldAdvice = OneValue },
        new("InvalidVariable", InvalidArgument, () => InputAdviceTexts.Variable),
        new("InvalidZone", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.ZoneParts },
        new("InvalidZoneName", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.ZoneName },
        new("JournalNotReadable", InvalidArgument, () => InputAdviceTexts.CorrectFile),
        new("LayoutNotRestorable", InvalidArgument),
        new("LayoutUnknown", InvalidArgument),
        new("MissingParameter", InvalidArgument) { FieldAdvice = f => IsPartOfZone(f) ? InputAdviceTexts.CompleteZone : f.Parameter == "DataBackupUri" ? InputAdviceTexts.GiveDataBackupUri : InputAdviceTexts.FormatGiveParameter(f.Parameter) },
        new("MissingServer", InvalidArgument),
        new("MixedInput", InvalidArgument, () => InputAdviceTexts.MixedInput),
        new("NoBackup", ObjectNotFound) { FieldAdvice = _ => InputAdviceTexts.NoBackup },
        new("NoFullReplica", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.NoFullReplica },
        new("NoLeftover", InvalidArgument),
        new("NotConnected", ConnectionError, () => InputAdviceTexts.Connect),
        new("NotReportable", InvalidArgument, () => InputAdviceTexts.NotReportable),
        new("NothingPiped", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.NothingPiped },
        new("NothingToSet", InvalidArgument),
        new("NothingToReport", InvalidArgument, () => InputAdviceTexts.NothingToReport),
        new("PasswordEndsInLineBreak", InvalidArgument),
        new("PointInFuture", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.PointInFuture },
        new("RecoveryPlanNotFound", ObjectNotFound, () => InputAdviceTexts.CorrectFile),
        new("RecoveryPlanTooNew", InvalidArgument, () => InputAdviceTexts.CorrectFile),
        new("ReservedTenantName", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.TenantName },
        new("RestoreTenantRepeated", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.RestoreTenantRepeated },
        new("StorageKeysMissing", InvalidArgument),
        new("SysHasNoBackup", InvalidArgument),
        new("TenantMismatch", InvalidArgument, () => InputAdviceTexts.Mismatch),
        new("TenantNameNotDroppable", InvalidArgument),
        new("TenantNotFound", ObjectNotFound, () => AgentAdviceTexts.TenantUnknown),
        new("TenantNotInPlan", ObjectNotFound, () => InputAdviceTexts.TenantNotInPlan),
        new("TextPiped", InvalidArgument, () => InputAdviceTexts.TextPiped),
        new("TimestampAndScn", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.TimestampAndScn },
        new("UnencryptedAuthentication", InvalidArgument, () => InputAdviceTexts.UnencryptedAuthentication),
        new("UnitConfigMismatch", InvalidArgument, () => InputAdviceTexts.Mismatch),
        new("UnitConfigTooSmall", InvalidArgument),
        new("UnitNumInconsistent", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.UnitNumInconsistent },
        new("UnitNumInvalid", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.UnitNumInvalid },
        new("UnknownKey", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.UnknownKey },
        new("UnknownReportFormat", InvalidArgument, () => InputAdviceTexts.UnknownReportFormat),
        new("UriParameterDropped", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.UriParameterDropped },
        new("UnreadableProperty", InvalidArgument),
        new("UserNotSupported", InvalidArgument),
        new("ZoneNotFound", InvalidArgument, () => InputAdviceTexts.ZoneNotFound),
        new("ZoneRepeated", InvalidArgument) { FieldAdvice = _ => InputAdviceTexts.ZoneRepeated },
        new("ZonesNotTested", InvalidArgument, () => InputAdviceTexts.ZonesNotTested),
    ];

    /// <summary>The advice for an id without its own advice. It depends on the wrong fields.</summary>
    public static string AdviceOtherwise(ObshellInputException input, bool isOfRow) =>
        input.Faults.Any(f => f.ErrorId == "MixedInput") ? InputAdviceTexts.MixedInput
            : InputAdvice.For(input.Faults, isOfRow ? InputAdviceTexts.CorrectRow : InputAdviceTexts.CorrectInput);

    private static string OneValue(InputFault fault) =>
        fault.Parameter == "InputObject" ? InputAdviceTexts.CorrectPiped : InputAdviceTexts.FormatPlainValue(fault.Parameter);

    /// <summary>Whether a part of a zone is missing. False when the whole zone list is empty.</summary>
    private static bool IsPartOfZone(InputFault fault) => fault.Parameter is "ZoneList" or "InputObject" && fault.AgentErrorCode is not ("" or ErrorCodes.ZoneListEmpty);
}
