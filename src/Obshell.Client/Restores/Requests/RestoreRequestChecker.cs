using System.Security;
using Obshell.Client.Display;
using Obshell.Client.Errors;
using Obshell.Client.Input;
using Obshell.Client.Secrets;
using Obshell.Client.Storage;

namespace Obshell.Client.Restores.Requests;

/// <summary>
/// Checks a request without an agent: the agent's own rules (PROTOCOL 4.3), and rules that the agent does not check (PROTOCOL 4.5). It
/// finds all faults, not only the first.
/// </summary>
public static class RestoreRequestChecker
{
    /// <summary>
    /// The SCN of 2000-01-01. A smaller number is a number of seconds or milliseconds, or a typing error, but never the SCN of a backup.
    /// </summary>
    private const long OldestScn = 946_684_800_000_000_000;

    /// <summary>
    /// OceanBase's limit (<c>ob_restore_uri_parser.cpp</c>). With a larger value, the restore fails in stage 2, when its pools already
    /// exist.
    /// </summary>
    private const int MaxConcurrency = 100;

    /// <summary>OceanBase's limit, like <see cref="MaxConcurrency"/>.</summary>
    private const int MaxPrimaryZone = 127;

    /// <summary>The allowed difference between the agent's clock and the user's clock.</summary>
    private static readonly TimeSpan MaxAhead = TimeSpan.FromSeconds(60);

    /// <summary>Every fault of a request that can be found without an agent.</summary>
    public static List<InputFault> Check(TenantRestoreRequest request)
    {
        var faults = new List<InputFault>();
        foreach (RestoreField field in TenantRestoreRequest.Fields)
        {
            field.Rule(request, faults);
        }

        return faults;
    }

    /// <summary>
    /// Refuses a restore point in the future. The usual cause is a missing time zone offset. An agent without ob_admin does not refuse such
    /// a point.
    /// </summary>
    /// <param name="request">The restore.</param>
    /// <param name="now">The time now by the agent's clock.</param>
    /// <returns>Null when the point is not in the future.</returns>
    public static InputFault? CheckFuture(TenantRestoreRequest request, DateTimeOffset now) =>
        request.Until is { } until && until.DateTimeOffset - now > MaxAhead
            ? new InputFault("PointInFuture", request.PointParameter, RestoreTexts.FormatPointInFuture(until.Utc, RestorePoint.FromInstant(now).Utc))
            : null;

    /// <summary>For a field without rules: every value that can be read is valid.</summary>
    internal static void NoRule(TenantRestoreRequest request, List<InputFault> faults)
    {
    }

    internal static void CheckName(TenantRestoreRequest request, List<InputFault> faults)
    {
        const string Parameter = "RestoreTenantName";
        string name = request.RestoreTenantName;
        if (string.IsNullOrWhiteSpace(name))
        {
            faults.Add(new InputFault("MissingParameter", Parameter, RestoreTexts.TenantNameMissing, ErrorCodes.BindJsonFailed));
        }
        else if (TextRules.IsReservedTenantName(name))
        {
            faults.Add(new InputFault("ReservedTenantName", Parameter, RestoreTexts.FormatTenantNameReserved(TextFault.Quote(name)),
                name == "sys" ? ErrorCodes.SysOperationNotAllowed : ""));
        }
        else if (TextRules.TenantName(name) is { } fault)
        {
            faults.Add(new InputFault("InvalidTenantName", Parameter, fault));
        }
    }

    internal static void CheckDataBackupUri(TenantRestoreRequest request, List<InputFault> faults) => CheckUri(request.DataBackupUri, "DataBackupUri", faults);

    internal static void CheckArchiveLogUri(TenantRestoreRequest request, List<InputFault> faults)
    {
        if (request.ArchiveLogUri is { } log)
        {
            CheckUri(log, "ArchiveLogUri", faults);
        }
        else if (request.HasPoint)
        {
            faults.Add(new InputFault(
                "ArchiveLogUriRequired", "ArchiveLogUri", RestoreTexts.ArchiveLogUriMissing));
        }
    }

    /// <summary>Checks a storage URI before it is sent to an agent.</summary>
    internal static void CheckUri(StorageUri? uri, string parameter, List<InputFault> faults)
    {
        if (uri is null || (uri.Reveal().Length == 0 && parameter == "DataBackupUri"))
        {
            faults.Add(new InputFault(
                "MissingParameter", parameter, RestoreTexts.DataBackupUriMissing, ErrorCodes.BindJsonFailed));
        }
        else if (StorageText.Fault(uri) is { } fault)
        {
            faults.Add(new InputFault("InvalidStorageUri", parameter, fault.Text) { Advice = fault.Advice });
        }
    }

    internal static void CheckPoint(TenantRestoreRequest request, List<InputFault> faults)
    {
        if (request.Until is { Scn: < OldestScn } until)
        {
            faults.Add(new InputFault(
                "InvalidScn", "Scn",
                RestoreTexts.FormatScnTooSmall(until.Scn, until.Utc)));
        }
    }

    internal static void CheckZones(TenantRestoreRequest request, List<InputFault> faults)
    {
        const string Parameter = "ZoneList";
        IReadOnlyList<ZoneParam> zones = request.ZoneList;
        if (zones.Count == 0)
        {
            faults.Add(new InputFault(
                "MissingParameter", Parameter, RestoreTexts.ZonesMissing,
                ErrorCodes.ZoneListEmpty));
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (ZoneParam zone in zones)
        {
            foreach (InputFault fault in CheckZone(zone))
            {
                faults.Add(new InputFault(fault.ErrorId, Parameter, RestoreTexts.FormatZoneFault(TextFault.Quote(zone.Name), fault.Parameter, fault.Message), fault.AgentErrorCode));
            }

            if (zone.Name.Length > 0 && !seen.Add(zone.Name))
            {
                faults.Add(new InputFault("ZoneRepeated", Parameter, RestoreTexts.FormatZoneRepeated(TextFault.Quote(zone.Name)), ErrorCodes.ZoneRepeated));
            }
        }

        // Only the unit numbers that could be read are compared. A text that is not a number is a separate fault.
        ZoneParam[] numbered = [.. zones.Where(z => !z.Unread.HasFlag(ZoneParts.UnitNum) && z.UnitNum >= 1)];
        if (numbered.Select(z => z.UnitNum).Distinct().Count() > 1)
        {
            faults.Add(new InputFault(
                "UnitNumInconsistent", Parameter,
                RestoreTexts.FormatUnitNumDiffers(Listing.Of(numbered.Select(z => RestoreTexts.FormatUnitNumOfZone(TextFault.Quote(z.Name), z.UnitNum)))),
                ErrorCodes.UnitNumInconsistent));
        }

        if (zones.All(z => z.ReplicaType == ReplicaType.READONLY && !z.Unread.HasFlag(ZoneParts.ReplicaType)))
        {
            faults.Add(new InputFault("NoFullReplica", Parameter, RestoreTexts.NoFullReplica, ErrorCodes.NoPaxosReplica));
        }
    }

    /// <summary>
    /// Checks the primary zone even when the zones have faults, because a wrong name in the primary zone is a separate fault. Without
    /// zones, nothing is checked.
    /// </summary>
    internal static void CheckPrimaryZone(TenantRestoreRequest request, List<InputFault> faults)
    {
        if (request.ZoneList.Count == 0)
        {
            return;
        }

        if (PrimaryZone.Normalize(request.PrimaryZone, request.ZoneList, out string? fault) is not { } sent)
        {
            if (fault is not null)
            {
                faults.Add(new InputFault("InvalidPrimaryZone", "PrimaryZone", fault, ErrorCodes.PrimaryZoneInvalid));
            }
        }
        else if (sent.Length > MaxPrimaryZone)
        {
            faults.Add(new InputFault("InvalidPrimaryZone", "PrimaryZone", RestoreTexts.FormatPrimaryZoneTooLong(sent.Length, MaxPrimaryZone)));
        }
    }

    internal static void CheckConcurrency(TenantRestoreRequest request, List<InputFault> faults)
    {
        if (request.Concurrency is < 1 or > MaxConcurrency)
        {
            faults.Add(new InputFault("InvalidConcurrency", "Concurrency", RestoreTexts.FormatConcurrencyNotValid(request.Concurrency, MaxConcurrency)));
        }
    }

    internal static void CheckHaHighThreadScore(TenantRestoreRequest request, List<InputFault> faults)
    {
        if (request.HaHighThreadScore is < 0 or > 100)
        {
            faults.Add(new InputFault("InvalidHaHighThreadScore", "HaHighThreadScore", RestoreTexts.FormatThreadScoreNotValid(request.HaHighThreadScore), ErrorCodes.IllegalArgument));
        }
    }

    /// <summary>The rules for a single zone; <see cref="InputFault.Parameter"/> is the zone's property.</summary>
    public static IEnumerable<InputFault> CheckZone(ZoneParam zone)
    {
        if (zone.Unread.HasFlag(ZoneParts.Name))
        {
            // The name could not be read. The reader has already reported this.
        }
        else if (zone.Name.Length == 0)
        {
            yield return new InputFault("InvalidZoneName", "Name", RestoreTexts.ZoneNameEmpty, ErrorCodes.ZoneNotExist);
        }
        else if (TextRules.ZoneName(zone.Name) is { } fault)
        {
            yield return new InputFault("InvalidZoneName", "Name", fault);
        }

        if (zone.Unread.HasFlag(ZoneParts.UnitConfigName))
        {
            // The unit config could not be read. The reader has already reported this.
        }
        else if (zone.UnitConfigName.Length == 0)
        {
            yield return new InputFault("InvalidUnitConfigName", "UnitConfigName", UnitTexts.NameMissing, ErrorCodes.UnitConfigNameEmpty);
        }
        else if (TextRules.UnitConfigName(zone.UnitConfigName) is { } fault)
        {
            yield return new InputFault("InvalidUnitConfigName", "UnitConfigName", fault);
        }

        if (zone.UnitNum < 1 && !zone.Unread.HasFlag(ZoneParts.UnitNum))
        {
            yield return new InputFault("UnitNumInvalid", "UnitNum", RestoreTexts.FormatUnitNumTooSmall(zone.UnitNum), ErrorCodes.UnitNumInvalid);
        }

        if (zone.ReplicaType is not (ReplicaType.FULL or ReplicaType.READONLY) && !zone.Unread.HasFlag(ZoneParts.ReplicaType))
        {
            yield return new InputFault("InvalidReplicaType", "ReplicaType", RestoreTexts.FormatReplicaTypeNotValid(zone.ReplicaType.ToString()), ErrorCodes.ReplicaInvalidType);
        }
    }

    internal static void CheckDecryption(TenantRestoreRequest request, List<InputFault> faults)
    {
        for (int i = 0; i < request.Decryption.Count; i++)
        {
            SecureString secret = request.Decryption[i];
            string? fault = Judge(secret, TextRules.Decryption);
            if (fault is not null)
            {
                faults.Add(new InputFault("InvalidDecryption", "Decryption", RestoreTexts.FormatPasswordFault(i + 1, request.Decryption.Count, fault)));
            }
        }
    }

    internal static void CheckKmsEncryptInfo(TenantRestoreRequest request, List<InputFault> faults)
    {
        if (request.KmsEncryptInfo is { } kms && Judge(kms, TextRules.KmsEncryptInfo) is { } kmsFault)
        {
            faults.Add(new InputFault("InvalidKmsEncryptInfo", "KmsEncryptInfo", kmsFault));
        }
    }

    /// <summary>Applies a rule to a secret, and clears the plain text.</summary>
    internal static string? Judge(SecureString secret, Func<char[], string?> rule)
    {
        char[] chars = SecretText.ToChars(secret);
        try
        {
            return rule(chars);
        }
        finally
        {
            Array.Clear(chars, 0, chars.Length);
        }
    }
}
