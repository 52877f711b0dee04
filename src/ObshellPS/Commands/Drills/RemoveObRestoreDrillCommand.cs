using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Time;
using Obshell.Recovery;
using Obshell.Recovery.Cleanup;
using Obshell.Recovery.Drills.Cleanup;
using ObshellPS.Completion;
using ObshellPS.Drills;
using ObshellPS.Errors;
using ObshellPS.Objects;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>
/// Takes away what drills have left: stops and undoes restores that are at work, drops tenants and resource pools. Only what
/// is the drill's own by all that can be read just before.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "ObRestoreDrill", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveObRestoreDrillCommand : ObChangeCmdlet
{
    /// <summary>Leftovers, as Get-ObRestoreDrill -Leftover finds them. Untyped: the binder's error would quote what is none, keys and all.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public object[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CountRecord();
        foreach (object? item in InputObject)
        {
            var leftover = PropertyBag.Unwrap(item) as DrillLeftover;
            if (leftover is null || LeftoverRemoval.Of(leftover) is not { } removal)
            {
                WriteFault(new ObshellInputException(new InputFault("NoLeftover", nameof(InputObject), "It does not come from Get-ObRestoreDrill -Leftover of this session, so nothing says whose it is.")), leftover ?? item);
            }
            else if (!leftover.IsOwn)
            {
                Refuse(leftover, leftover.Seen);
            }
            else if (MayChange($"tenant '{leftover.TenantName}' (DAG {leftover.DagId}) on {removal.Connection}", $"Drop what the drill of '{leftover.SourceName}' has left, with all its data. {leftover.Seen.TrimEnd('.')}. What says that it is the drill's: {removal.Claim}", isDestructive: false))
            {
                Remove(leftover, removal);
            }
        }
    }

    private void Remove(DrillLeftover leftover, LeftoverRemoval removal)
    {
        var client = new ObshellClient(removal.Connection, Log);

        // The question may have waited long: what says whose it is must hold now.
        try
        {
            if (Run(stop => removal.LookAsync(client, stop)) is { IsOwn: false } foreign)
            {
                Refuse(leftover, foreign.Seen);
                return;
            }
        }
        catch (ObshellException e)
        {
            WriteFault(e, leftover.TenantName);
            return;
        }

        var audit = new AuditObserver(this, removal.Connection);
        CleanupOutcome outcome = RunChange(
            $"the removal of tenant '{leftover.TenantName}'", "Get-ObRestoreDrill -Leftover shows what is left.", stop => removal.RemoveAsync(client, audit, stop));
        if (outcome.Fault is { } fault)
        {
            WriteFault(fault, leftover.TenantName);
            return;
        }

        if (outcome.Cleanup == DrillCleanup.LeftBehind)
        {
            Refuse(leftover, outcome.Text);
            return;
        }

        WriteVerbose(outcome.Text);
        try
        {
            removal.NoteRemoved(WallClock.Now);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            WriteWarning($"{removal.JournalPath} cannot be written: {e.Message}");
        }
    }

    private void Refuse(DrillLeftover leftover, string why) => WriteError(ErrorRecords.From(new RestoreFaultException(
        "LeftBehind", why, $"Look at it: Get-ObTenant {CommandArgument.Of(leftover.TenantName)}, Get-ObDag -TenantName {CommandArgument.Of(leftover.TenantName)}. Whoever owns the tenant drops it with Remove-ObTenant.", leftover.TenantName)));
}
