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
/// Removes leftovers of drills: it cancels and rolls back running restores, and drops tenants and resource pools. Right before each
/// removal, it reads the objects again. It removes only objects that are proven to belong to the drill.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "ObDrillLeftover", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveObDrillLeftoverCommand : ObChangeCmdlet
{
    /// <summary>
    /// Leftovers from Get-ObDrillLeftover. The type is object, because for a wrong value PowerShell's own error would show the value with
    /// its keys.
    /// </summary>
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
                WriteFault(new ObshellInputException(new InputFault("NoLeftover", nameof(InputObject), DrillCommandTexts.NotALeftover)), leftover ?? item);
            }
            else if (!leftover.IsOwn)
            {
                Refuse(leftover, leftover.Seen);
            }
            else if (MayChange(
                DrillCommandTexts.FormatRemoveTarget(leftover.TenantName, leftover.DagId, removal.Connection.ToString()),
                Listing.Sentences(DrillCommandTexts.FormatRemoveAction(leftover.SourceName), leftover.Seen, DrillCommandTexts.FormatRemoveProof(removal.Claim)), isDestructive: false))
            {
                Remove(leftover, removal);
            }
        }
    }

    private void Remove(DrillLeftover leftover, LeftoverRemoval removal)
    {
        var client = new ObshellClient(removal.Connection, Log);

        // The user may have answered the question late, so prove again that the objects belong to the drill.
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
            TenantTexts.FormatRemovalOfTenant(leftover.TenantName), DrillCommandTexts.RemoveWhere, stop => removal.RemoveAsync(client, audit, stop));
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
            WriteWarning(DrillCommandTexts.FormatJournalNotWritable(removal.JournalPath, e.Message));
        }
    }

    private void Refuse(DrillLeftover leftover, string why) => WriteError(ErrorRecords.From(new RestoreFaultException(
        "LeftBehind", why, DrillCommandTexts.FormatLookAtTenant(CommandArgument.Of(leftover.TenantName)), leftover.TenantName)));
}
