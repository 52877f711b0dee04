using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Obshell.Client.Connection;
using Obshell.Client.Restore;
using Obshell.Client.Restore.Fields;
using Obshell.Client.Shown;
using Obshell.Client.Sources;
using Obshell.Client.Units;
using Obshell.Client.Wire;

namespace Obshell.Client.Preflight;

/// <summary>
/// From what was read to findings: a pure function. Covers every row of PROTOCOL 4.3, and what the agent does not look at:
/// room on the servers, storage URIs, the restore window.
/// </summary>
internal sealed class PreflightJudge
{
    /// <summary>Cores are told as fractions; what is less than this is rounding.</summary>
    private const double CpuGrain = 0.001;

    private const string SettleFirst = "Correct what failed, and run the preflight again.";

    private readonly TenantRestoreRequest request;
    private readonly IReadOnlyList<InputFault> faults;
    private readonly OpenQuestions open;
    private readonly ClusterReadings cluster;
    private readonly BackupReadings backup;
    private readonly List<PreflightFinding> findings = [];

    public PreflightJudge(TenantRestoreRequest request, IReadOnlyList<InputFault> faults, ClusterReadings cluster, BackupReadings backup)
    {
        this.request = request;
        this.faults = faults;
        open = new OpenQuestions(request, faults);
        this.cluster = cluster;
        this.backup = backup;
    }

    public IReadOnlyList<PreflightFinding> Judge()
    {
        JudgeInput();
        JudgeAgent();
        JudgeVersion();
        JudgeTenant();
        JudgeZones();
        JudgeUnitConfigs();
        JudgeUnitNumbers();
        JudgeRegions();
        JudgeClusterLock();
        JudgeTenantLock();
        JudgeRoom();
        JudgeUri("DataBackupUri", request.DataBackupUri);
        JudgeUri("ArchiveLogUri", request.ArchiveLogUri);
        JudgeWindow();
        JudgeSource();
        return findings;
    }

    /// <summary>Rows 2, 5 to 8, 10 and 11 of 4.3, and the characters of 4.5, are judged before anything is sent.</summary>
    private void JudgeInput()
    {
        foreach (InputFault fault in faults)
        {
            Add(fault.ErrorId, PreflightVerdict.Failed, fault.Message, fault.AgentErrorCode, InputAdvice.For(fault, SettleFirst), fault.Parameter);
        }

        if (faults.Count == 0)
        {
            AddPassed("LocalRules", "Names, zones, replicas, primary zone, point and passwords break no rule.");
        }
    }

    /// <summary>Rows 1 and 3.</summary>
    private void JudgeAgent()
    {
        const string Name = "AgentReady";
        if (cluster.Unfinished.Fault is ObshellConnectionException lost)
        {
            Add(Name, PreflightVerdict.Failed, lost.Message, "", "Check that obshell runs there and can be reached, or name further agents with Connect-ObCluster -Server.");
            return;
        }

        if (cluster.Unfinished.Fault is ObshellApiException { IsAuthentication: true } refused)
        {
            Add(Name, PreflightVerdict.Failed, refused.Message, refused.ErrorCode, "Connect again with the right password.");
            return;
        }

        // First-hand: the protected read just before asked the same database that a start asks first.
        var said = cluster.Unfinished.Fault as ObshellApiException;
        said = said is { IsTransient: true } or { ErrorCode: ErrorCodes.MySqlError } ? said : null;
        const string Restart = "Start that server, or name further agents of the cluster with Connect-ObCluster -Server.";
        if (cluster.Status.Value is not { } status)
        {
            if (said is not null)
            {
                Add(Name, PreflightVerdict.Failed, $"{said.Agent} cannot ask its OceanBase: {said.Message}", said.ErrorCode, Restart);
                return;
            }

            AddUnread(Name, cluster.Status.Fault!, "");
            return;
        }

        if (status.Identity.Length == 0 || status.State is null || status.ObState is null)
        {
            Add(Name, PreflightVerdict.Unknown, $"{status.Agent} does not tell its identity and state.", "", "Look into the agent's log.");
        }
        else if (status.Identity != "CLUSTER AGENT")
        {
            Add(
                Name, PreflightVerdict.Failed, $"{status.Agent} is '{TextFault.Quote(status.Identity)}'. Only a CLUSTER AGENT restores tenants.",
                ErrorCodes.IdentityNotSupported, "Connect to an agent of a running cluster.");
        }
        else if (status.ObState != 3)
        {
            string code = said is not null ? said.ErrorCode
                : status.ObState == 0 ? ErrorCodes.ObserverNotExist
                : ErrorCodes.DatabaseUseless;
            Add(
                Name, PreflightVerdict.Failed,
                $"The OceanBase server beside {status.Agent} is not available (obState {status.ObState}: "
                    + (status.ObState switch { 0 => "no process", 1 => "no connection", 2 => "restricted", _ => "unknown" }) + ").",
                code, Restart);
        }
        else if (said is not null)
        {
            Add(
                Name, PreflightVerdict.Failed, $"{status.Agent} is a CLUSTER AGENT, but cannot ask its OceanBase: {said.Message}", said.ErrorCode,
                said.ErrorCode == ErrorCodes.MySqlError ? "See to what OceanBase says there, or name further agents of the cluster with Connect-ObCluster -Server." : Restart);
        }
        else if (status.State != 2)
        {
            Add(Name, PreflightVerdict.Failed, $"{status.Agent} is not running (state {status.State}: 1 is starting, 3 stopping).", "", "Wait until the agent runs.");
        }
        else
        {
            AddPassed(Name, $"{status.Agent} is a CLUSTER AGENT, and its OceanBase is available.");
        }
    }

    private void JudgeVersion()
    {
        const string Name = "AgentVersion";
        string text = cluster.Status.Value?.Version is { Length: > 0 } told ? told : cluster.Version;
        if (AgentVersion.Parse(text) is not { } version)
        {
            Add(Name, PreflightVerdict.Unknown, $"'{TextFault.Quote(text)}' is no version.", "", "Restores need obshell 4.2.4.0 or later.");
        }
        else if (version < AgentVersion.FirstWithRestore)
        {
            Add(Name, PreflightVerdict.Failed, $"obshell {TextFault.Quote(text)} has no tenant restore.", "", "Upgrade obshell to 4.2.4.0 or later.");
        }
        else
        {
            AddPassed(Name, $"obshell {TextFault.Quote(text)}.");
        }
    }

    /// <summary>Row 4.</summary>
    private void JudgeTenant()
    {
        const string Name = "TenantAbsent";
        const string Parameter = "RestoreTenantName";
        string tenant = request.RestoreTenantName;
        if (tenant.Length == 0 || TextRules.IsReservedTenantName(tenant))
        {
            // Reported as what it is.
            return;
        }

        if (cluster.TenantNames.Value is not { } names)
        {
            AddUnread(Name, cluster.TenantNames.Fault!, Parameter);
        }
        else if (names.Contains(tenant, StringComparer.Ordinal))
        {
            Add(
                Name, PreflightVerdict.Failed, $"A tenant '{TextFault.Quote(tenant)}' exists. A restore always makes a new one.",
                ErrorCodes.TenantExisted, "Choose another name, or drop that tenant first if it is of no use.", Parameter);
        }
        else if (names.FirstOrDefault(n => string.Equals(n, tenant, StringComparison.OrdinalIgnoreCase)) is { } alike)
        {
            Add(Name, PreflightVerdict.Warning, $"A tenant '{TextFault.Quote(alike)}' exists, whose name differs in case only.", "", "Choose a name that nobody mistakes.", Parameter);
        }
        else
        {
            AddPassed(Name, $"There is no tenant '{TextFault.Quote(tenant)}' yet.", Parameter, Parameter);
        }
    }

    /// <summary>Row 9, first part.</summary>
    private void JudgeZones()
    {
        const string Name = "ZonesExist";
        const string Parameter = "ZoneList";
        if (request.ZoneList.Count == 0)
        {
            return;
        }

        if (cluster.Zones.Value is not { } zones)
        {
            AddUnread(Name, cluster.Zones.Fault!, Parameter);
            return;
        }

        string[] wanted = [.. request.ZoneList.Where(HasName).Select(z => z.Name).Distinct(StringComparer.Ordinal)];
        int nameless = request.ZoneList.Count(z => !HasName(z));
        string[] missing = [.. wanted.Where(n => Find(n) is null)];
        ObZone[] stopped = [.. wanted.Select(Find).OfType<ObZone>().Where(z => z.Status != "RUNNING")];
        if (missing.Length > 0)
        {
            Add(
                Name, PreflightVerdict.Failed,
                $"The cluster has no {Names(missing)}. It has {Names(zones.Select(z => z.Name))}.", ErrorCodes.ZoneNotExist,
                "Correct the names (they are case-sensitive); Get-ObZone lists them.", Parameter);
        }

        if (stopped.Length > 0)
        {
            Add(
                missing.Length > 0 ? "ZonesRunning" : Name, PreflightVerdict.Warning,
                string.Join(" ", stopped.Select(z => $"{TextFault.Quote(z.Name)} is {(z.Status.Length == 0 ? "of unknown status" : TextFault.Quote(z.Status))}.")), "",
                "Start these zones before the restore.", Parameter);
        }

        if (missing.Length == 0 && stopped.Length == 0)
        {
            string running = wanted.Length == 0 ? "" : $"{Names(wanted)}: running.";
            AddPassedExcept(Name, running, nameless == 0 ? [] : [Nameless(nameless)], Parameter, Parameter);
        }
    }

    /// <summary>Row 9, second part.</summary>
    private void JudgeUnitConfigs()
    {
        const string Name = "UnitConfigsExist";
        const string Parameter = "ZoneList";
        if (request.ZoneList.Count == 0)
        {
            return;
        }

        if (cluster.Units.Value is not { } units)
        {
            AddUnread(Name, cluster.Units.Fault!, Parameter);
            return;
        }

        string[] wanted = [.. request.ZoneList.Where(HasUnitConfig).Select(z => z.UnitConfigName).Distinct(StringComparer.Ordinal)];
        string[] missing = [.. wanted.Where(n => units.All(u => u.Name != n))];
        if (missing.Length > 0)
        {
            Add(
                Name, PreflightVerdict.Failed,
                $"There is no unit config {Names(missing)}. There are {Names(units.Select(u => u.Name))}.", ErrorCodes.UnitConfigNotExist,
                "Correct the name, or make it with New-ObUnitConfig.", Parameter);
        }
        else
        {
            string found = wanted.Length == 0 ? "" : $"{Names(wanted)}.";
            AddPassedExcept(Name, found, [.. request.ZoneList.Where(z => !HasUnitConfig(z)).Select(z => "the unit config of " + Label(z))], Parameter, Parameter);
        }
    }

    /// <summary>Row 9, third part. Every server counts, whatever its status.</summary>
    private void JudgeUnitNumbers()
    {
        const string Name = "UnitNumbers";
        const string Parameter = "ZoneList";
        if (request.ZoneList.Count == 0)
        {
            return;
        }

        if (cluster.Zones.Value is null)
        {
            AddUnread(Name, cluster.Zones.Fault!, Parameter);
            return;
        }

        var known = request.ZoneList.Where(HasUnitNum).Select(z => (Param: z, Zone: ZoneOf(z))).Where(z => z.Zone is not null).ToArray();
        string[] exceeding = [.. known.Where(z => z.Param.UnitNum > z.Zone!.ServerCount).Select(z => $"{TextFault.Quote(z.Param.Name)} has {z.Zone!.ServerCount} server(s) for {z.Param.UnitNum} units.")];
        string[] untold = [.. known.Where(z => z.Zone!.ServerCount is null).Select(z => z.Param.Name)];
        if (exceeding.Length > 0)
        {
            Add(
                Name, PreflightVerdict.Failed, string.Join(" ", exceeding), ErrorCodes.UnitNumExceedsLimit,
                "Use a unit number no greater than the servers of the smallest zone.", Parameter);
        }
        else if (untold.Length > 0)
        {
            Add(Name, PreflightVerdict.Unknown, $"The agent lists no servers of {Names(untold)}.", "", "Count the servers of these zones.", Parameter);
        }
        else
        {
            string[] rest = [.. request.ZoneList.Where(z => !HasUnitNum(z) || ZoneOf(z) is null).Select(Label).Distinct(StringComparer.Ordinal)];
            string sound = rest.Length == 0 ? "Every zone has a server for each unit."
                : known.Length == 0 ? "" : $"{Names(known.Select(z => z.Param.Name))}: a server for each unit.";
            AddPassedExcept(Name, sound, rest, Parameter, Parameter);
        }
    }

    /// <summary>Rows 12 and 13. RANDOM means every zone, READONLY ones too, so it never fits several regions (trap 36).</summary>
    private void JudgeRegions()
    {
        const string PriorityName = "PrimaryZoneRegion";
        const string ReplicaName = "PrimaryRegionReplicas";
        const string Parameter = "PrimaryZone";
        string[] hangsOn = [Parameter, "ZoneList"];
        if (request.ZoneList.Count == 0)
        {
            return;
        }

        if (cluster.Zones.Value is null)
        {
            AddUnread(PriorityName, cluster.Zones.Fault!, Parameter);
            AddUnread(ReplicaName, cluster.Zones.Fault!, Parameter);
            return;
        }

        string? primary = open.Has(Parameter) ? null : PrimaryZone.Normalize(request.PrimaryZone, request.ZoneList, out _);
        if (primary is null)
        {
            AddPassedExcept(PriorityName, "", ["the primary zone"], Parameter);
            AddPassedExcept(ReplicaName, "", ["the primary zone"], Parameter);
            return;
        }

        RegionPlan plan = new(request.ZoneList, primary, RegionOf);
        if (plan.FirstRegions.Count > 1)
        {
            Add(
                PriorityName, PreflightVerdict.Failed,
                $"{(primary == PrimaryZone.Random ? "RANDOM means all zones, and these" : "The zones of first priority")} lie in the regions {Names(plan.FirstRegions)}.",
                ErrorCodes.PrimaryZoneCrossRegion, "Name -PrimaryZone with zones of one region first, such as 'zone1,zone2;zone3'.", Parameter);
            AddPassedExcept(ReplicaName, "", ["the primary zone"], Parameter);
            return;
        }

        string first = plan.FirstRegions.Count == 0 ? "" : TextFault.Quote(plan.FirstRegions[0]);
        AddPassedExcept(PriorityName, first.Length == 0 ? "" : $"The zones of first priority lie in {first}.", plan.FirstWithoutRegion, Parameter, hangsOn);
        if (first.Length == 0 || plan.FirstWithoutRegion.Count > 0)
        {
            AddPassedExcept(ReplicaName, "", plan.FirstWithoutRegion, Parameter);
        }
        else if (plan.FullAtLeast >= 2)
        {
            AddPassed(ReplicaName, plan.Regions.Count == 1 && plan.InDoubt.Count == 0 ? "All zones lie in one region." : $"{first} holds {plan.FullAtLeast} FULL replicas.", Parameter, hangsOn);
        }
        else if (plan.Regions.Count > 1 && plan.FullAtMost < 2)
        {
            Add(
                ReplicaName, PreflightVerdict.Failed,
                $"The zones lie in {plan.Regions.Count} regions, and {first}, that of first priority, holds {plan.FullAtMost} FULL replica(s).",
                ErrorCodes.PrimaryRegionFullReplicaNotEnough, "Give that region at least two FULL replicas.", Parameter);
        }
        else
        {
            AddPassedExcept(ReplicaName, plan.InDoubt.Count == 0 ? "All zones lie in one region." : "", plan.InDoubt, Parameter, hangsOn);
        }
    }

    /// <summary>Row 14, first part.</summary>
    private void JudgeClusterLock()
    {
        const string Name = "ClusterUnlocked";
        if (cluster.Unfinished.Value is not { } dags)
        {
            AddUnread(Name, cluster.Unfinished.Fault!, "");
            return;
        }

        if (dags.FirstOrDefault(d => d.MaintenanceType == 2 && !d.IsFinished) is { } holder)
        {
            Add(Name, PreflightVerdict.Failed, $"{Show(holder)} works on the whole cluster.", ErrorCodes.UnderMaintenanceWithDag, $"Wait for it: Wait-ObDag {CommandArgument.Of(holder.Id)}.");
        }
        else if (dags.FirstOrDefault(d => d.MaintenanceType == 2) is { } failed)
        {
            Add(Name, PreflightVerdict.Warning, $"{Show(failed)} worked on the whole cluster, and nobody has repaired or undone it.", "", $"Look at it first: Get-ObDag {CommandArgument.Of(failed.Id)} -Detailed.");
        }
        else if (dags.FirstOrDefault(d => d.MaintenanceType == 0 && !d.IsFinished && !d.IsRestore) is { } untold)
        {
            // Agents before 4.3.1 do not tell what a DAG locks.
            Add(Name, PreflightVerdict.Unknown, $"{Show(untold)} does not tell what it locks.", "", $"Look at it first: Get-ObDag {CommandArgument.Of(untold.Id)} -Detailed.");
        }
        else
        {
            AddPassed(Name, "No unfinished task works on the whole cluster; a lock without a task could not be seen from here.");
        }
    }

    /// <summary>Row 14, second part.</summary>
    private void JudgeTenantLock()
    {
        const string Name = "TenantUnlocked";
        const string Parameter = "RestoreTenantName";
        if (request.RestoreTenantName.Length == 0)
        {
            return;
        }

        if (cluster.Unfinished.Value is not { } dags)
        {
            AddUnread(Name, cluster.Unfinished.Fault!, Parameter);
            return;
        }

        DagDetail[] ours = [.. dags.Where(d => d.TenantName == request.RestoreTenantName).OrderByDescending(d => d.DagId)];

        // A cancelling DAG keeps its lock when it fails (PROTOCOL 4.9).
        if (ours.FirstOrDefault(d => !d.IsFinished || d.Name.StartsWith("Cancel restore ", StringComparison.Ordinal)) is { } holder)
        {
            Add(
                Name, PreflightVerdict.Failed, $"{Show(holder)} works on a tenant of that name.", ErrorCodes.TenantUnderMaintenance,
                holder.IsRestore ? $"It is being restored already. Wait-ObDag {CommandArgument.Of(holder.Id)} waits for it." : $"Wait for it: Wait-ObDag {CommandArgument.Of(holder.Id)}.", Parameter);
        }
        else if (ours.FirstOrDefault() is { } failed)
        {
            Add(
                Name, PreflightVerdict.Warning, $"{Show(failed)} of a tenant of that name is neither repaired nor undone. OceanBase's job may still run behind it.", "",
                $"Find out what became of it: Wait-ObDag {CommandArgument.Of(failed.Id)} tells.", Parameter);
        }
        else
        {
            AddPassed(Name, "No unfinished task works on a tenant of that name.", Parameter, Parameter);
        }
    }

    /// <summary>What no agent looks at before the restore fails (trap 37).</summary>
    private void JudgeRoom()
    {
        const string Name = "FreeCpuAndMemory";
        const string Parameter = "ZoneList";
        if (request.ZoneList.Count == 0)
        {
            return;
        }

        if (cluster.Zones.Fault is { } untold || (untold = cluster.Units.Fault!) is not null)
        {
            AddUnread(Name, untold, Parameter);
        }
        else
        {
            var zones = request.ZoneList.Select(RoomIn).ToArray();
            PreflightVerdict worst = zones.Max(z => z.Verdict);
            string seen = string.Join(" ", zones.Select(z => z.Seen));
            if (worst == PreflightVerdict.Passed)
            {
                AddPassed(Name, seen, Parameter, Parameter);
            }
            else
            {
                Add(
                    Name, worst, seen, "",
                    worst switch
                    {
                        PreflightVerdict.Unknown when zones.Any(z => z.Verdict == PreflightVerdict.Unknown && !z.IsOpen) => "Look at the servers yourself: (Get-ObZone).Servers.",
                        PreflightVerdict.Unknown => SettleFirst,
                        PreflightVerdict.Warning => "It fits only if OceanBase may give out more cores than there are (resource_hard_limit).",
                        _ => "Use a smaller unit config or fewer units, or make room. The agent would accept the restore, and it would fail while it creates the tenant.",
                    },
                    Parameter);
            }
        }

        Add(
            "FreeLogDisk", PreflightVerdict.Unknown, "Agents do not tell how much log disk is free.", "",
            "Look into GV$OB_SERVERS (LOG_DISK_CAPACITY, LOG_DISK_ASSIGNED) of the sys tenant.", Parameter);
    }

    private (PreflightVerdict Verdict, string Seen, bool IsOpen) RoomIn(ZoneParam param)
    {
        string name = Label(param);
        UnitConfig? unit = HasUnitConfig(param) ? cluster.Units.Value!.FirstOrDefault(u => u.Name == param.UnitConfigName) : null;
        ObZone? zone = ZoneOf(param);
        if (zone is null || unit is null || !HasUnitNum(param))
        {
            string[] lacking = [.. new[] { zone is null ? "its name" : "", unit is null ? "its unit config" : "", HasUnitNum(param) ? "" : "its unit number" }.Where(l => l.Length > 0)];
            return (PreflightVerdict.Unknown, $"{name}: {string.Join(" and ", lacking)} must be corrected first.", true);
        }

        if (unit.MaxCpu is not { } most || unit.MemorySize is not { } memory || zone.ServerCount is null)
        {
            return (PreflightVerdict.Unknown, $"{name}: the sizes of the unit config or the servers are not told.", false);
        }

        double least = unit.MinCpu is { } min and > 0 ? Math.Min(min, most) : most;
        int Fitting(double cpu) => zone.Servers.Count(s => s.Status == "RUNNING" && s.CpuFree >= cpu - CpuGrain && s.MemoryFree >= memory);
        int untold = zone.Servers.Count(s => s.Status.Length == 0 || (s.Status == "RUNNING" && (s.CpuFree is null || s.MemoryFree is null)));
        string need = $"{param.UnitNum} x {Cores(most)} and {Gigabytes(memory)}";
        string servers = string.Join(", ", zone.Servers.Select(s => $"{s.Ip} has {Cores(s.CpuFree)} and {Gigabytes(s.MemoryFree)} free{(s.Status == "RUNNING" ? "" : $" but is {TextFault.Quote(s.Status)}")}"));
        string seen = $"{name} needs {need}: {servers}.";
        return Fitting(most) >= param.UnitNum ? (PreflightVerdict.Passed, seen, false)
            : Fitting(least) >= param.UnitNum ? (PreflightVerdict.Warning, seen, false)
            : Fitting(least) + untold >= param.UnitNum ? (PreflightVerdict.Unknown, seen, false)
            : (PreflightVerdict.Failed, seen, false);
    }

    private void JudgeUri(string parameter, StorageUri? uri)
    {
        string name = parameter + "Grammar";
        if (uri is null)
        {
            if (parameter == "ArchiveLogUri" && !request.HasPoint && !open.Has(parameter))
            {
                Add(
                    name, PreflightVerdict.Warning, "No place of archived logs is given. Without it only a backup taken PLUS ARCHIVELOG can be restored, to its own end.", "",
                    "Name the place of the logs, unless the backup was taken so.", parameter);
            }

            return;
        }

        if (uri.Reveal().Length == 0 || TextRules.Uri(uri) is not null)
        {
            return;
        }

        List<(PreflightVerdict Verdict, string Seen)> found = StorageUriGrammar.Judge(uri);
        foreach ((PreflightVerdict verdict, string seen) in found)
        {
            Add(
                name, verdict, seen, "",
                verdict == PreflightVerdict.Failed ? "Correct the URI. The agent would accept the restore, and it would fail when OceanBase reads the backup." : "Check the URI.", parameter);
        }

        if (found.Count == 0)
        {
            AddPassed(name, $"A well-formed {uri.Scheme}:// URI.", parameter, parameter);
        }
    }

    private void JudgeWindow()
    {
        const string Name = "RestoreWindow";
        string parameter = request.HasPoint ? request.PointParameter : "DataBackupUri";
        if (open.Has("DataBackupUri") || open.Has("ArchiveLogUri"))
        {
            AddPassedExcept(Name, "", ["the place of the backup"], parameter);
            return;
        }

        if (backup.Windows.Value is not { } windows)
        {
            ObshellException fault = backup.Windows.Fault!;
            Add(
                Name, PreflightVerdict.Unknown,
                fault switch
                {
                    ObshellInputException => "Not asked: the URIs must be corrected first.",
                    ObshellApiException { ErrorCode: ErrorCodes.WithoutObAdmin } => $"{fault.Agent} has no ob_admin, the tool that looks into backups.",
                    _ => "The backup could not be looked into: " + fault.Message,
                },
                "",
                fault is ObshellApiException api && BackupFault.AdviceFor(api) is { } advice ? advice
                    : fault is ObshellApiException { ErrorCode: ErrorCodes.WithoutObAdmin }
                    ? "Install ob_admin in the bin folder beside an agent, or make sure by the records of the backup that it reaches the point."
                    : "Make sure by the records of the backup that it reaches the point.",
                parameter);
            return;
        }

        string told = windows.Length == 0 ? "The backup has no window." : "The backup can be restored from " + string.Join(", ", windows.Select(w => w.ToString())) + ".";
        if (open.Has(OpenQuestions.Point))
        {
            Add(Name, PreflightVerdict.Unknown, "Not checked: it is not settled which point is meant. " + told, "", SettleFirst, parameter);
            return;
        }

        if (request.Until is not { } point)
        {
            Add(
                Name, windows.Length == 0 ? PreflightVerdict.Unknown : PreflightVerdict.Passed,
                windows.Length == 0 ? told + " A set taken PLUS ARCHIVELOG has none and can be restored to its own end." : told + " Its newest point is asked for.", "",
                windows.Length == 0 ? "Make sure that the backup was taken so." : "", parameter);
            return;
        }

        bool?[] inside = [.. windows.Select(w => w.Contains(point))];
        if (inside.Contains(true))
        {
            AddPassed(Name, $"{point.Utc} lies within a window. {told}", parameter);
        }
        else if (inside.Contains(null))
        {
            Add(Name, PreflightVerdict.Unknown, $"{point.Utc} lies within the microsecond at the end of a window that agents cut off. {told}", "", "Choose a point one microsecond further in.", parameter);
        }
        else
        {
            Add(
                Name, PreflightVerdict.Failed, $"{point.Utc} lies outside. {told}", ErrorCodes.RestoreTimeNotValid,
                "Choose a point within a window. The agent would accept the restore and fail it in stage 1.", parameter);
        }
    }

    private void JudgeSource()
    {
        const string Name = "BackupSource";
        if (backup.Source?.Value is { } source)
        {
            AddPassed(Name, $"A backup of tenant '{TextFault.Quote(source.TenantName)}' of cluster '{TextFault.Quote(source.ClusterName)}'.", "DataBackupUri", "DataBackupUri");
        }
        else if (backup.Source?.Fault is { } fault)
        {
            AddUnread(Name, fault, "DataBackupUri");
        }
    }

    private void AddUnread(string name, ObshellException fault, string parameter) =>
        Add(name, PreflightVerdict.Unknown, "It could not be read: " + fault.Message, "", "See to it that the agent answers, and run the preflight again.", parameter);

    /// <summary>Passed, unless it is not settled what the user means by one of those parameters.</summary>
    private void AddPassed(string name, string seen, string parameter = "", params string[] hangsOn)
    {
        string[] unsettled = [.. hangsOn.Where(open.Has)];
        if (unsettled.Length == 0)
        {
            Add(name, PreflightVerdict.Passed, seen, "", "", parameter);
        }
        else
        {
            Add(name, PreflightVerdict.Unknown, $"It is not settled which -{string.Join(" and -", unsettled)} is meant. As understood: {seen}", "", SettleFirst, parameter);
        }
    }

    /// <summary>Passed for what is sound, and so Unknown as a whole where something must be corrected before it can be looked at.</summary>
    private void AddPassedExcept(string name, string sound, IReadOnlyCollection<string> rest, string parameter, params string[] hangsOn)
    {
        if (rest.Count == 0)
        {
            AddPassed(name, sound, parameter, hangsOn);
        }
        else
        {
            Add(name, PreflightVerdict.Unknown, (sound.Length == 0 ? "" : sound + " ") + $"Not checked: {string.Join(", ", rest)}.", "", SettleFirst, parameter);
        }
    }

    private void Add(string name, PreflightVerdict verdict, string seen, string agentWouldAnswer = "", string advice = "", string parameter = "") =>
        findings.Add(new PreflightFinding(name, verdict, seen, agentWouldAnswer, advice, parameter));

    private ObZone? Find(string name) => cluster.Zones.Value?.FirstOrDefault(z => z.Name == name);

    private ObZone? ZoneOf(ZoneParam param) => HasName(param) ? Find(param.Name) : null;

    private string RegionOf(ZoneParam param) => ZoneOf(param)?.Region ?? "";

    private static bool HasName(ZoneParam zone) => zone.Name.Length > 0 && !zone.Unread.HasFlag(ZoneParts.Name);

    private static bool HasUnitConfig(ZoneParam zone) => zone.UnitConfigName.Length > 0 && !zone.Unread.HasFlag(ZoneParts.UnitConfigName);

    private static bool HasUnitNum(ZoneParam zone) => zone.UnitNum >= 1 && !zone.Unread.HasFlag(ZoneParts.UnitNum);

    private static string Label(ZoneParam zone) => HasName(zone) ? TextFault.Quote(zone.Name) : Nameless(1);

    private static string Nameless(int zones) => zones == 1 ? "a zone without a name" : $"{zones} zones without a name";

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(TextFault.Quote));

    private static string Show(DagDetail dag) => $"DAG {dag.Id} '{TextFault.Quote(dag.Name)}' ({dag.State})";

    private static string Cores(double? cores) =>
        cores is { } known ? known.ToString("0.##", CultureInfo.InvariantCulture) + (known == 1 ? " core" : " cores") : "an unknown number of cores";

    private static string Gigabytes(long? bytes) => bytes is { } known ? SizeText.Show(known) : "unknown memory";
}
