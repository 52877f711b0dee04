using System.Collections;
using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Storage;
using Obshell.Recovery;
using Obshell.Recovery.Drills.Planning;
using Obshell.Recovery.Plans;
using Obshell.Recovery.Plans.Running;
using ObshellPS.Backups;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Errors;
using ObshellPS.Objects;
using ObshellPS.Operators;
using ObshellPS.Pipeline;
using ObshellPS.Plans;
using ObshellPS.Requests;

namespace ObshellPS.Commands;

/// <summary>
/// Restores the tenants of a recovery plan on this cluster. It checks the whole plan first, then restores in order of priority, waits, and
/// verifies. A second run continues where the first run ended.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "ObRecoveryPlan", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(TenantRecovery))]
public sealed class InvokeObRecoveryPlanCommand : RestoreFieldsCmdlet
{
    private RecoveryDisplay? display;
    private RecoveryRun? run;
    private bool hasEnded;

    /// <summary>The file that Export-ObRecoveryPlan has written.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [Alias("FilePath", "LiteralPath", "PSPath")]
    public string Path { get; set; } = "";

    /// <summary>Only these tenants of the plan; wildcards allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PlanTenantCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.AllTenantsOfPlan))]
    public string[]? TenantName { get; set; }

    /// <summary>Tenants of the plan that are excluded; wildcards allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PlanTenantCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.AllTenantsOfPlan))]
    public string[]? Exclude { get; set; }

    /// <summary>The zone of this cluster for each zone of the plan: @{ zone1 = 'z_a' }. An empty value excludes a zone.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PlanMapCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.SameZones))]
    public IDictionary? ZoneMap { get; set; }

    /// <summary>The unit config of this cluster for unit configs of the plan: @{ large = 'small' }.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PlanMapCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.SameUnitConfigs))]
    public IDictionary? UnitConfigMap { get; set; }

    /// <summary>Creates missing unit configs, with the sizes from the plan.</summary>
    [Parameter]
    public SwitchParameter CreateUnitConfig { get; set; }

    /// <summary>The pattern for names of restored tenants: {tenant} is the name in the plan.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string NamePattern { get; set; } = "{tenant}";

    /// <summary>
    /// Restore up to this moment, inclusive: ISO 8601 with Z or offset, a DateTimeOffset, or a DateTime of kind Utc or Local. Tenants with
    /// a point in the plan keep that point.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [Alias("time_stamp")]
    [LeftOutMeans(nameof(LeftOutTexts.NewestPoint))]
    public object? Timestamp { get; set; }

    /// <summary>Restore up to this SCN, inclusive: nanoseconds since 1970 UTC.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.NewestPoint))]
    public object? Scn { get; set; }

    /// <summary>The restore point: latest, or a moment with Z or offset.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(UntilCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.NewestPoint))]
    public object? Until { get; set; }

    /// <summary>
    /// Keys of the object stores: a PSCredential for all places, or a hashtable with a PSCredential for each place. The user name is the
    /// access id, the password is the access key.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.PlacesWithoutKeys))]
    public object? StorageCredential { get; set; }

    /// <summary>How many restores run at the same time.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>The connection; default: the current one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            RecoveryPlan plan = PlanFile.Read(Path, SessionState.Path.GetUnresolvedProviderPathFromPSPath);
            PlannedRestore[] restores = Plan(plan);
            var client = new ObshellClient(ConnectionOrCurrent(Connection), Log);
            display = new RecoveryDisplay(this, client.Connection) { Count = restores.Length };
            run = new RecoveryRun(client, display);
            PlanJudgement judgement = Run(stop => PlanJudgement.MakeAsync(client, restores, plan.UnitConfigs, CreateUnitConfig, stop));
            if (IsAgreed(client, restores, judgement))
            {
                CreateUnits(client, judgement.MissingUnits);
                Run(stop => run.RunAsync(restores, ThrottleLimit, stop));
            }

            hasEnded = true;
            display.WriteErrors();
            Refuse(judgement);
        }
        catch (ObshellException e)
        {
            hasEnded = true;
            ThrowTerminatingError(ErrorRecords.From(e, Path));
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        base.StopProcessing();
        TellOfThoseAtWork();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            // Select-Object -First ends the pipeline without a call of StopProcessing.
            TellOfThoseAtWork();
            run?.Dispose();
        }
    }

    private PlannedRestore[] Plan(RecoveryPlan plan)
    {
        RestoreDraft line = ReadFields(TenantRestoreRequest.Fields.Where(f => f.IsOfDrill && GetType().GetProperty(f.Parameter) is not null));
        line.Faults.ThrowIfAny();
        StorageCredential? keys = StorageKeys.Read(StorageCredential, nameof(StorageCredential));
        DrillPoint until = Point();
        var mapping = new PlanMapping(ZoneMap, UnitConfigMap, NamePattern, plan);
        var choice = new PlanChoice(plan, TenantName, Exclude);
        foreach (RecoveryPlanEntry entry in plan.Entries)
        {
            entry.UseKeys(keys);
        }

        return [.. plan.Entries.Select(e => mapping.Map(e, line, until, !choice.IsWanted(e)))];
    }

    /// <exception cref="ObshellInputException">The value is not a restore point, or the user gave two points.</exception>
    private DrillPoint Point()
    {
        var faults = new FaultList();
        if (new[] { Timestamp, Scn, Until }.Count(p => p is not null) > 1)
        {
            faults.Add("ConflictingValue", nameof(Timestamp), RecoveryPlanTexts.PointTwice);
        }

        DrillPoint? point = null;
        if (PropertyBag.Unwrap(Until) is string text)
        {
            try
            {
                point = PlanPoint.Parse(text);
            }
            catch (ArgumentException e)
            {
                faults.Add("InvalidUntil", nameof(Until), e.Message);
            }
        }
        else if ((Until is not null ? InputValue.Moment(Until, nameof(Until), faults) : InputValue.Moment(Timestamp, nameof(Timestamp), faults) ?? InputValue.Scn(Scn, nameof(Scn), faults)) is { } moment)
        {
            point = DrillPoint.At(moment);
        }

        faults.ThrowIfAny();
        return point ?? DrillPoint.Newest;
    }

    /// <returns>False when the cmdlet must not continue; the result of each tenant has been written.</returns>
    private bool IsAgreed(ObshellClient client, PlannedRestore[] restores, PlanJudgement judgement)
    {
        if (judgement.Obstacles > 0)
        {
            SkipAll(restores, "PlanNotReady", RecoveryPlanTexts.SkipPlanNotReady, judgement.Cause?.Advice ?? RecoveryPlanTexts.AdvicePlanNotReady);
            return false;
        }

        string[] wanted = [.. restores.Where(r => r.Goes).Select(r => r.Tenant)];
        if (wanted.Length == 0)
        {
            // No restore will be started, so do not ask. The run only verifies the restores of earlier runs again.
            return true;
        }

        string[] units = [.. judgement.MissingUnits.Select(u => u.Name)];
        string action = Listing.Sentences(
            units.Length == 0 ? null
                : units.Length == 1 ? RecoveryPlanTexts.FormatCreateUnitConfigFirst(units[0])
                : RecoveryPlanTexts.FormatCreateUnitConfigsFirst(Listing.Of(units)),
            wanted.Length == 1 ? RecoveryPlanTexts.FormatRestoreOne(wanted[0]) : RecoveryPlanTexts.FormatRestoreMany(Amounts.OfCount(wanted.Length), ThrottleLimit, Listing.Of(wanted)));
        switch (Ask(client.Connection.ToString(), action))
        {
            case ConsentAnswer.Given:
                return true;
            case ConsentAnswer.Shown:
                SkipAll(restores, "WhatIf", RecoveryPlanTexts.SkipWhatIf, RecoveryPlanTexts.AdviceWhatIf);
                return false;
            case ConsentAnswer.NobodyThere:
                SkipAll(restores, "ConfirmationImpossible", RecoveryPlanTexts.SkipNoHost, RecoveryPlanTexts.AdviceNoHost);
                return false;
            default:
                SkipAll(restores, "NotConfirmed", RecoveryPlanTexts.SkipNotConfirmed, RecoveryPlanTexts.AdviceNotConfirmed);
                return false;
        }
    }

    private void SkipAll(PlannedRestore[] restores, string id, string why, string advice)
    {
        foreach (PlannedRestore restore in restores)
        {
            display!.Write(run!.Skip(restore, id, why, advice));
        }
    }

    private void CreateUnits(ObshellClient client, IEnumerable<UnitConfigSpec> units)
    {
        foreach (UnitConfigSpec unit in units)
        {
            Send(client.Connection, UnitConfigCreation.Text(unit.Name), stop => client.Units.CreateAsync(unit, stop));
        }
    }

    /// <summary>Writes one error for the whole plan, after the errors of the tenants.</summary>
    private void Refuse(PlanJudgement judgement)
    {
        if (judgement.Obstacles == 0)
        {
            return;
        }

        string[] names = [.. judgement.WithoutRoom];
        string text = judgement.Cause is { } cause
            ? Listing.Sentences(RecoveryPlanTexts.FormatRefusedByCluster(cause.Seen), RecoveryPlanTexts.NothingStarted)
            : Listing.Sentences(
                judgement.Obstacles == 1 ? RecoveryPlanTexts.RefusedByTenant : RecoveryPlanTexts.FormatRefusedByTenants(Amounts.OfCount(judgement.Obstacles)),
                names.Length == 0 ? null : RecoveryPlanTexts.FormatNoRoomFor(Listing.Of(names), string.Join(", ", names.Select(CommandArgument.Of))));
        WriteError(ErrorRecords.OfPlan(Path, text, judgement.Cause?.Advice ?? RecoveryPlanTexts.AdviceRefused));
    }

    /// <summary>
    /// Writes which tenants are still being restored. This happens in every case, even after Ctrl+C or an error (promise 13).
    /// </summary>
    private void TellOfThoseAtWork()
    {
        if (!hasEnded && run?.AtWork() is { Count: > 0 } left)
        {
            hasEnded = true;
            TellHost(RecoveryPlanTexts.FormatStopped(Listing.Of(left)));
        }
    }
}
