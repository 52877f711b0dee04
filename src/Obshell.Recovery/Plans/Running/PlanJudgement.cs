using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Attaching;
using Obshell.Recovery.Preflight;
using Obshell.Recovery.Preflight.Checks;
using Obshell.Recovery.Preflight.Checks.Room;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Plans.Running;

/// <summary>
/// Checks a whole plan before a restore is started: restores of an earlier run, each new restore, the unit configs, and the room for all
/// tenants together. All requests are reads.
/// </summary>
public sealed class PlanJudgement
{
    private const int LooksAtOnce = 4;

    private readonly ObshellClient client;
    private readonly IReadOnlyList<PlannedRestore> restores;
    private readonly bool makesUnits;
    private readonly List<UnitConfigSpec> missing = [];

    private PlanJudgement(ObshellClient client, IReadOnlyList<PlannedRestore> restores, bool makesUnits)
    {
        this.client = client;
        this.restores = restores;
        this.makesUnits = makesUnits;
    }

    /// <summary>The unit configs that must be created first; empty when the user has not agreed to create any.</summary>
    public IReadOnlyList<UnitConfigSpec> MissingUnits => missing;

    /// <summary>The number of tenants that prevent the start of the whole plan.</summary>
    public int Obstacles => Cause is null ? restores.Count(r => r.IsBlocking) : restores.Count;

    /// <summary>The failed check that prevents all restores on this cluster; null when there is none.</summary>
    public PreflightFinding? Cause { get; private set; }

    /// <summary>The tenants without enough free capacity, in the order of the plan.</summary>
    public IReadOnlyList<string> WithoutRoom => [.. restores.Where(r => r.IsBlocking && r.Refusal!.Id == "NoCapacity").Select(r => r.Entry.TenantName)];

    /// <param name="client">The cluster that restores.</param>
    /// <param name="restores">The restores, in order of priority.</param>
    /// <param name="units">The unit configs of the plan.</param>
    /// <param name="makesUnits">Whether the user agreed to create missing unit configs.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ObshellException">The cluster could not be read.</exception>
    public static async Task<PlanJudgement> MakeAsync(
        ObshellClient client, IReadOnlyList<PlannedRestore> restores, IReadOnlyList<UnitConfig> units, bool makesUnits, CancellationToken cancellation)
    {
        var judgement = new PlanJudgement(client, restores, makesUnits);
        await judgement.JudgeAsync(units, cancellation).ConfigureAwait(false);
        return judgement;
    }

    private async Task JudgeAsync(IReadOnlyList<UnitConfig> ofPlan, CancellationToken cancellation)
    {
        PlannedRestore[] wanted = [.. restores.Where(r => r.Refusal is null)];
        if (wanted.Length == 0)
        {
            return;
        }

        var preflight = new PreflightRun(client);
        PreflightLook first = await LookAsync(preflight, wanted[0], cancellation).ConfigureAwait(false);
        ClusterReadings cluster = first.Cluster;
        if ((cluster.Unfinished.Fault ?? cluster.TenantNames.Fault ?? cluster.Zones.Fault ?? cluster.Units.Fault) is { } fault)
        {
            throw fault;
        }

        await Task.WhenAll(wanted.Where(r => IsTaken(cluster, r.Tenant)).Select(r => RecogniseAsync(cluster, r, cancellation))).ConfigureAwait(false);
        if (wanted.Any(r => r is { Refusal: null, Existing: null }))
        {
            Cause = first.Report.Findings.FirstOrDefault(f => f is { Verdict: PreflightVerdict.Failed, Name: AgentCheck.Name or VersionCheck.Name or ClusterLockCheck.Name });
        }

        if (Cause is not null)
        {
            return;
        }

        // Each preflight may start ob_admin on the agent's machine, so only a few run at the same time.
        using var throttle = new SemaphoreSlim(LooksAtOnce);
        PreflightLook[] looks = [first, .. await Task.WhenAll(wanted.Skip(1).Select(ThrottledAsync)).ConfigureAwait(false)];
        var sizes = new PlanUnits(cluster.Units.Value!, ofPlan, cluster.UnitLimit.Value);
        foreach ((PlannedRestore restore, PreflightLook look) in wanted.Zip(looks, (r, l) => (r, l)).Where(p => p.r is { Refusal: null, Existing: null }))
        {
            JudgeOne(restore, look, sizes);
        }

        var room = new PlanRoom(cluster.Zones.Value!);
        foreach (PlannedRestore restore in wanted.Where(r => r is { Refusal: null, Existing: null }))
        {
            if (room.Take(restore.Request, sizes) is { Count: > 0 } lacking)
            {
                restore.Block("NoCapacity", Listing.Sentences(lacking), PlanTexts.AdviceNoCapacity);
            }
        }

        async Task<PreflightLook> ThrottledAsync(PlannedRestore restore)
        {
            await throttle.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                return await LookAsync(preflight, restore, cancellation).ConfigureAwait(false);
            }
            finally
            {
                throttle.Release();
            }
        }
    }

    private static async Task<PreflightLook> LookAsync(PreflightRun preflight, PlannedRestore restore, CancellationToken cancellation)
    {
        PreflightLook look = await preflight.LookAsync(restore.Request, null, cancellation).ConfigureAwait(false);
        restore.Note(look);
        return look;
    }

    private static bool IsTaken(ClusterReadings cluster, string tenant) =>
        cluster.TenantNames.Value!.Contains(tenant, StringComparer.Ordinal) || Array.Exists(cluster.Unfinished.Value!, d => d.TenantName == tenant);

    /// <summary>
    /// Handles a tenant name that is already used. If an earlier run of this plan restored the tenant, this run uses that restore.
    /// Otherwise the tenant is refused.
    /// </summary>
    private async Task RecogniseAsync(ClusterReadings cluster, PlannedRestore restore, CancellationToken cancellation)
    {
        bool isThere = cluster.TenantNames.Value!.Contains(restore.Tenant, StringComparer.Ordinal);
        try
        {
            if (await new ExistingRestore(client).FindAsync(restore.Request, null, cancellation).ConfigureAwait(false) is { } found)
            {
                // If the DAG succeeded but the tenant does not exist, the tenant was dropped. It must be restored again.
                restore.Existing = found.Dag.IsFinished && found.Dag.State == DagStates.Succeed && !isThere ? null : DagDetail.Of(found.Dag);
                return;
            }

            if (isThere)
            {
                restore.Refusal = new RecoveryReason(
                    RecoveryVerdict.Skipped, "TenantTaken", PlanTexts.FormatTenantNotOfPlan(TextFault.Quote(restore.Tenant)),
                    PlanTexts.FormatAdviceTenantNotOfPlan(CommandArgument.Of(restore.Tenant)));
            }
        }
        catch (ExistingRestoreDiffersException e)
        {
            restore.Refusal = new RecoveryReason(
                RecoveryVerdict.Skipped, "TenantTaken", e.Message, PlanTexts.FormatAdviceOtherRestore(CommandArgument.Of(restore.Tenant)));
        }
    }

    private void JudgeOne(PlannedRestore restore, PreflightLook look, PlanUnits sizes)
    {
        PreflightFinding[] failed = [.. look.Report.Findings.Where(f => f.Verdict == PreflightVerdict.Failed && f.Name is not (RoomCheck.Name or UnitConfigCheck.Name))];
        List<(string Id, string Text, string Advice)> faults = [.. failed.Select(f => (f.Name, f.Seen, f.Name == ZonesCheck.Name ? PlanTexts.AdviceMapZones : f.Advice))];
        foreach (string name in restore.Request.ZoneList.Select(z => z.UnitConfigName).Distinct(StringComparer.Ordinal).Where(sizes.IsMissing))
        {
            UnitConfigSpec? spec = sizes.SpecOf(name, out string? fault);
            if (fault is not null || !makesUnits)
            {
                faults.Add((
                    "UnitConfigMissing", fault is null ? PlanTexts.FormatUnitConfigMissing(TextFault.Quote(name)) : PlanTexts.FormatUnitConfigNotCreatable(TextFault.Quote(name), fault),
                    fault is null ? PlanTexts.AdviceCreateUnitConfig : PlanTexts.AdviceMapUnitConfig));
            }
            else if (!missing.Exists(m => m.Name == name))
            {
                missing.Add(spec!);
            }
        }

        if (failed.Length > 0 && Array.TrueForAll(failed, PlannedRestore.IsOfName))
        {
            restore.Refusal = new RecoveryReason(RecoveryVerdict.Skipped, "TenantTaken", failed[0].Seen, failed[0].Advice);
        }
        else if (faults.Count > 0)
        {
            restore.Block(faults[0].Id, Listing.Sentences(faults.Select(f => f.Text)), Listing.Sentences(faults.Select(f => f.Advice).Distinct()));
        }
    }
}
