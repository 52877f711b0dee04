using System.Security;
using Obshell.Client.Errors;
using Obshell.Client.Input;
using Obshell.Client.Secrets;

namespace Obshell.Client.Restores.Requests;

/// <summary>
/// Every rule that can be judged without the agent: its own (PROTOCOL 4.3) and those that it lacks (4.5). Finds all
/// faults, not only the first.
/// </summary>
public static class RestoreRequestChecker
{
    /// <summary>2000-01-01: an "SCN" before it is seconds, milliseconds or a typo, never a backup's.</summary>
    private const long OldestScn = 946_684_800_000_000_000;

    /// <summary>What OceanBase takes (<c>ob_restore_uri_parser.cpp</c>): with more the restore fails in stage 2, after its pools were made.</summary>
    private const int MaxConcurrency = 100;

    /// <summary>As <see cref="MaxConcurrency"/>.</summary>
    private const int MaxPrimaryZone = 127;

    /// <summary>The agent's clock and the user's may differ a little.</summary>
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

    /// <summary>A point in the future is a forgotten offset, and without ob_admin no agent refuses it.</summary>
    /// <param name="request">The restore.</param>
    /// <param name="now">By the agent's clock.</param>
    /// <returns>Null when there is nothing wrong with its point.</returns>
    public static InputFault? CheckFuture(TenantRestoreRequest request, DateTimeOffset now) =>
        request.Until is { } until && until.DateTimeOffset - now > MaxAhead
            ? new InputFault("PointInFuture", request.PointParameter, $"{until.Utc} is in the future: the agent's clock shows {RestorePoint.FromInstant(now).Utc}. Was the offset forgotten, or the wrong one?")
            : null;

    /// <summary>Whatever can be read will do.</summary>
    internal static void NoRule(TenantRestoreRequest request, List<InputFault> faults)
    {
    }

    internal static void CheckName(TenantRestoreRequest request, List<InputFault> faults)
    {
        const string Parameter = "RestoreTenantName";
        string name = request.RestoreTenantName;
        if (string.IsNullOrWhiteSpace(name))
        {
            faults.Add(new InputFault("MissingParameter", Parameter, "The name of the tenant to create is missing.", ErrorCodes.BindJsonFailed));
        }
        else if (TextRules.IsReservedTenantName(name))
        {
            faults.Add(new InputFault("ReservedTenantName", Parameter, $"'{TextFault.Quote(name)}' is reserved by OceanBase. A restore always makes a new tenant: choose another name.",
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
                "ArchiveLogUriRequired", "ArchiveLogUri",
                "A restore to a point in time replays archived logs, and without their place OceanBase can reach only the end of a backup set. "
                + "Name the place, or the data URI itself if the backup was taken PLUS ARCHIVELOG."));
        }
    }

    /// <summary>A place of backups that is to be sent to an agent.</summary>
    internal static void CheckUri(StorageUri? uri, string parameter, List<InputFault> faults)
    {
        if (uri is null || (uri.Reveal().Length == 0 && parameter == "DataBackupUri"))
        {
            faults.Add(new InputFault(
                "MissingParameter", parameter, "The place of the data backup is missing, e.g. file:///backup/t1/data.", ErrorCodes.BindJsonFailed));
        }
        else if (uri.FindFault() is { } fault)
        {
            faults.Add(new InputFault("InvalidStorageUri", parameter, fault));
        }
    }

    internal static void CheckPoint(TenantRestoreRequest request, List<InputFault> faults)
    {
        if (request.Until is { Scn: < OldestScn } until)
        {
            faults.Add(new InputFault(
                "InvalidScn", "Scn",
                $"{until.Scn} would be {until.Utc}. An SCN counts nanoseconds since 1970, 19 digits today; ConvertTo-ObScn makes one from a time."));
        }
    }

    internal static void CheckZones(TenantRestoreRequest request, List<InputFault> faults)
    {
        const string Parameter = "ZoneList";
        IReadOnlyList<ZoneParam> zones = request.ZoneList;
        if (zones.Count == 0)
        {
            faults.Add(new InputFault(
                "MissingParameter", Parameter, "No zone is given. Pipe ZoneParam objects in ('zone1' | New-ObZoneParam -UnitConfigName s1 -UnitNum 1), or pass -ZoneList.",
                ErrorCodes.ZoneListEmpty));
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (ZoneParam zone in zones)
        {
            foreach (InputFault fault in CheckZone(zone))
            {
                faults.Add(new InputFault(fault.ErrorId, Parameter, $"Zone '{TextFault.Quote(zone.Name)}', {fault.Parameter}: {fault.Message}", fault.AgentErrorCode));
            }

            if (zone.Name.Length > 0 && !seen.Add(zone.Name))
            {
                faults.Add(new InputFault("ZoneRepeated", Parameter, $"Zone '{TextFault.Quote(zone.Name)}' is given more than once.", ErrorCodes.ZoneRepeated));
            }
        }

        // A number that is no number of units is told as that.
        ZoneParam[] numbered = [.. zones.Where(z => !z.Unread.HasFlag(ZoneParts.UnitNum) && z.UnitNum >= 1)];
        if (numbered.Select(z => z.UnitNum).Distinct().Count() > 1)
        {
            faults.Add(new InputFault(
                "UnitNumInconsistent", Parameter,
                "The unit number must be the same in all zones: " + string.Join(", ", numbered.Select(z => TextFault.Quote(z.Name) + " has " + z.UnitNum)) + ".",
                ErrorCodes.UnitNumInconsistent));
        }

        if (zones.All(z => z.ReplicaType == ReplicaType.READONLY && !z.Unread.HasFlag(ZoneParts.ReplicaType)))
        {
            faults.Add(new InputFault("NoFullReplica", Parameter, "All zones are READONLY. At least one needs a FULL replica, or the tenant has no quorum.", ErrorCodes.NoPaxosReplica));
        }
    }

    /// <summary>Whatever is wrong with the zones: a name that is not even among them is a fault of its own. Without zones there is nothing to compare with.</summary>
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
            faults.Add(new InputFault("InvalidPrimaryZone", "PrimaryZone", $"The primary zone has {sent.Length} characters; OceanBase takes at most {MaxPrimaryZone}. Name the zones of the first priority only."));
        }
    }

    internal static void CheckConcurrency(TenantRestoreRequest request, List<InputFault> faults)
    {
        if (request.Concurrency is < 1 or > MaxConcurrency)
        {
            faults.Add(new InputFault("InvalidConcurrency", "Concurrency", $"{request.Concurrency} is not in 1 to {MaxConcurrency}. Leave it out to use the tenant's MAX_CPU."));
        }
    }

    internal static void CheckHaHighThreadScore(TenantRestoreRequest request, List<InputFault> faults)
    {
        if (request.HaHighThreadScore is < 0 or > 100)
        {
            faults.Add(new InputFault("InvalidHaHighThreadScore", "HaHighThreadScore", $"{request.HaHighThreadScore} is not in 0 to 100.", ErrorCodes.IllegalArgument));
        }
    }

    /// <summary>The rules of one zone by itself; <see cref="InputFault.Parameter"/> is its property.</summary>
    public static IEnumerable<InputFault> CheckZone(ZoneParam zone)
    {
        if (zone.Unread.HasFlag(ZoneParts.Name))
        {
            // Reported where it was read, as all that is unread.
        }
        else if (zone.Name.Length == 0)
        {
            yield return new InputFault("InvalidZoneName", "Name", "The name is empty.", ErrorCodes.ZoneNotExist);
        }
        else if (TextRules.ZoneName(zone.Name) is { } fault)
        {
            yield return new InputFault("InvalidZoneName", "Name", fault);
        }

        if (zone.Unread.HasFlag(ZoneParts.UnitConfigName))
        {
            // The same.
        }
        else if (zone.UnitConfigName.Length == 0)
        {
            yield return new InputFault("InvalidUnitConfigName", "UnitConfigName", "The name of the unit config is missing.", ErrorCodes.UnitConfigNameEmpty);
        }
        else if (TextRules.UnitConfigName(zone.UnitConfigName) is { } fault)
        {
            yield return new InputFault("InvalidUnitConfigName", "UnitConfigName", fault);
        }

        if (zone.UnitNum < 1 && !zone.Unread.HasFlag(ZoneParts.UnitNum))
        {
            yield return new InputFault("UnitNumInvalid", "UnitNum", $"{zone.UnitNum} is less than 1. Each zone needs at least one unit.", ErrorCodes.UnitNumInvalid);
        }

        if (zone.ReplicaType is not (ReplicaType.FULL or ReplicaType.READONLY) && !zone.Unread.HasFlag(ZoneParts.ReplicaType))
        {
            yield return new InputFault("InvalidReplicaType", "ReplicaType", $"'{zone.ReplicaType}' is neither FULL nor READONLY.", ErrorCodes.ReplicaInvalidType);
        }
    }

    internal static void CheckDecryption(TenantRestoreRequest request, List<InputFault> faults)
    {
        for (int i = 0; i < request.Decryption.Count; i++)
        {
            SecureString secret = request.Decryption[i];
            string? fault = secret.Length == 0 ? "The password is empty." : Judge(secret, TextRules.Decryption);
            if (fault is not null)
            {
                faults.Add(new InputFault("InvalidDecryption", "Decryption", $"Password {i + 1} of {request.Decryption.Count}: {fault}"));
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

    private static string? Judge(SecureString secret, Func<char[], string?> rule)
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
