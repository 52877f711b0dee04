using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Changes;
using Obshell.Client.Display;
using Obshell.Client.Storage;
using Obshell.Recovery;
using Obshell.Recovery.Backups;
using Obshell.Recovery.Verdicts;
using ObshellPS.Backups;
using ObshellPS.Binding;
using ObshellPS.Errors;
using ObshellPS.Pipeline;
using ObshellPS.Waiting;

namespace ObshellPS.Commands;

/// <summary>Sets the places of a tenant's backups, and what its log archive does. Says before what ends protection, and verifies after.</summary>
[Cmdlet(VerbsCommon.Set, "ObTenantBackup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(TenantBackup))]
public sealed class SetObTenantBackupCommand : BackupChangeCmdlet
{
    /// <summary>The state follows the answer after seconds; an archive that has to be opened needs longer.</summary>
    private static readonly TimeSpan ArchiveLimit = TimeSpan.FromMinutes(2);

    private StorageCredential? keys;

    /// <summary>Where data backups go from now on.</summary>
    [Parameter]
    [Alias("data_base_uri")]
    [LeftOutMeans(LeftOut.PresentPlace)]
    public StorageUri? DataBackupUri { get; set; }

    /// <summary>Where logs are archived from now on.</summary>
    [Parameter]
    [Alias("archive_base_uri")]
    [LeftOutMeans(LeftOut.PresentPlace)]
    public StorageUri? ArchiveLogUri { get; set; }

    /// <summary>Keys of the object stores, as in Get-ObTenantBackup; or have them in the URIs.</summary>
    [Parameter]
    [LeftOutMeans(LeftOut.UrisWithKeys)]
    public object? StorageCredential { get; set; }

    /// <summary>What the log archive shall do: On, Off, or Suspended.</summary>
    [Parameter]
    [LeftOutMeans(LeftOut.PresentArchive)]
    public ArchiveCommand? Archive { get; set; }

    private bool ChangesPlaces => DataBackupUri is not null || ArchiveLogUri is not null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            keys = StorageKeys.Read(StorageCredential, nameof(StorageCredential));
            if (!ChangesPlaces && Archive is null)
            {
                throw new ObshellInputException(new InputFault("NothingToSet", nameof(Archive), "Nothing is to be changed. Give -DataBackupUri, -ArchiveLogUri or -Archive."));
            }
        }
        catch (ObshellInputException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, null));
        }
    }

    private protected override void Change(ObshellClient client, string tenant)
    {
        var places = new BackupPlaces { DataBackupUri = Keyed(DataBackupUri), ArchiveLogUri = Keyed(ArchiveLogUri) };
        client.BackupChanges.Check(tenant, places);
        BackupLook Again() => Look(client, tenant, ChangesPlaces);
        if (Agreed(Again(), Again, look => Question(client, look)) is not { Backup: var before })
        {
            return;
        }

        // A new place for logs has stopped the archive for good (B1): who archived before wants to go on.
        ArchiveCommand? wanted = Archive ?? (ArchiveLogUri is not null && before.Archive is ArchiveState.Archiving or ArchiveState.Starting or ArchiveState.NotArchiving ? ArchiveCommand.On : null);
        if ((!ChangesPlaces || Configure(client, tenant, places, wanted)) && (wanted is not { } command || Switch(client, tenant, command)))
        {
            ShowChanged(client, tenant);
        }
    }

    private StorageUri? Keyed(StorageUri? uri) => uri is null ? null : keys?.Complete(uri) ?? uri;

    /// <returns>Null where nothing may be changed, which is said.</returns>
    private ChangeQuestion? Question(ObshellClient client, BackupLook look)
    {
        TenantBackup backup = look.Backup;
        string tenant = backup.TenantName;
        if (IsRefused(look))
        {
            return null;
        }

        if (Archive == ArchiveCommand.On && !ChangesPlaces && backup.Archive == ArchiveState.NeverStarted)
        {
            Refuse("ArchiveNeverStarted", $"The log archive of tenant '{tenant}' was never opened, and the agent does nothing then (B8).", $"Start-ObTenantBackup {CommandArgument.Of(tenant)} opens it.", tenant);
            return null;
        }

        var notice = new List<string>();
        if (DataBackupUri is not null)
        {
            notice.Add($"Data backups go to {DataBackupUri} from now on{(backup.RunningJobId is { } job ? $", and BACKUP {job}, WHICH IS RUNNING, IS CANCELLED" : "")}.");
        }

        if (ArchiveLogUri is not null)
        {
            notice.Add($"Logs go to {ArchiveLogUri} from now on.{(backup.Archive is ArchiveState.Archiving ? " THE LOG ARCHIVE STOPS, and is started again after it: no restore crosses that gap; take a backup then." : "")}");
        }

        notice.Add(Archive switch
        {
            ArchiveCommand.Off => "THE LOG ARCHIVE STOPS: from then on nothing later can be restored to, and a start after it makes a gap that no restore crosses.",
            ArchiveCommand.Suspended => "The log archive pauses: nothing later can be restored to until it is on again.",
            ArchiveCommand.On => "The log archive starts, or goes on.",
            null => "",
        });
        return new ChangeQuestion(
            $"tenant '{tenant}' on {client.Connection}", string.Join(" ", notice.Where(n => n.Length > 0)).TrimEnd('.'),
            IsDestructive: Archive is ArchiveCommand.Off or ArchiveCommand.Suspended, look.Essence);
    }

    /// <returns>False when it failed, which is said.</returns>
    private bool Configure(ObshellClient client, string tenant, BackupPlaces places, ArchiveCommand? then)
    {
        BackupDagStart start = Send(
            client.Connection,
            new ChangeText<BackupDagStart>("PATCH tenant/backup/config", tenant)
            {
                UnderWay = $"the new places of tenant '{tenant}'",
                Where = $"Get-ObDag -TenantName {CommandArgument.Of(tenant)} -Last shows it.",
                Found = s => $"DAG {s.Dag.Id} shows that it was begun with all the same.",
            },
            stop => client.BackupChanges.ConfigureAsync(tenant, places, stop));
        string goOn = $"Wait-ObDag {CommandArgument.Of(start.Dag.Id)} waits for DAG {start.Dag.Id}.{(then is { } next ? $" Then Set-ObTenantBackup {CommandArgument.Of(tenant)} -Archive {next} sets the log archive." : "")}";
        AgentDag ended;
        try
        {
            ended = RunChange(
                $"the new places of tenant '{tenant}' (DAG {start.Dag.Id})", goOn,
                stop => new BackupSettling(client).WaitAsync(
                    start.Dag,
                    agent => Post(() => WriteWarning(DagStall.Words(start.Dag, agent))),
                    stop));
        }
        catch (ObshellException e)
        {
            WriteUnread(e, tenant, goOn);
            return false;
        }

        if (ended is { State: DagStates.Succeed, Operator: DagOperators.Run or DagOperators.Retry })
        {
            return true;
        }

        string reason = DagWords.LastErrorLine(ended) ?? "";
        Refuse(
            "BackupConfigFailed", client.Redactor.Clean($"DAG {ended.Id} did not set the places of tenant '{tenant}': it ended {ended.State}/{ended.Operator} at {DagWords.Step(ended)}. {reason}"),
            ended.Stage == 1
                ? $"The tenant stays locked until the DAG is undone: Undo-ObDag {CommandArgument.Of(start.Dag.Id)}. Then correct the place and repeat the command."
                : $"The tenant stays locked, and its log archive is stopped. Fix the cause and Resume-ObDag {CommandArgument.Of(start.Dag.Id)}; or Skip-ObDag {CommandArgument.Of(start.Dag.Id)} frees the tenant, and what was set stays set.",
            tenant);
        return false;
    }

    /// <returns>False when it failed, which is said.</returns>
    private bool Switch(ObshellClient client, string tenant, ArchiveCommand command)
    {
        string where = $"Get-ObTenantBackup {CommandArgument.Of(tenant)} shows it.";
        string underWay = $"the switch of the log archive of tenant '{tenant}'";
        try
        {
            Send(
                client.Connection,
                new ChangeText<PlainChange>("PATCH tenant/backup/log " + command, tenant)
                {
                    UnderWay = underWay,
                    Where = where,
                    Found = _ => "The log archive shows that it was switched all the same.",
                },
                stop => client.BackupChanges.SwitchArchiveAsync(tenant, command, stop));
        }
        catch (ObshellApiException e) when (e.HttpStatus == 500 && e.Message.Contains("archive log is interrupted", StringComparison.Ordinal))
        {
            // It shows nowhere else (B14).
            Refuse(
                "ArchiveInterrupted", $"The agent cannot switch the log archive of tenant '{tenant}': {e.Message}",
                $"Look whether its place can be reached, then give it its place again, which stops it whatever its state: Set-ObTenantBackup {CommandArgument.Of(tenant)} -ArchiveLogUri ... -Archive {command}", tenant);
            return false;
        }

        string status;
        try
        {
            status = RunChange(underWay, where, stop => new BackupSettling(client).WaitForArchiveAsync(tenant, command, ArchiveLimit, stop));
        }
        catch (ObshellException e)
        {
            WriteUnread(e, tenant, where);
            return false;
        }

        if (!BackupSettling.HasReached(status, command))
        {
            Refuse(
                "ArchiveNotSwitched", $"The log archive of tenant '{tenant}' was switched {command}, but it is {(status.Length == 0 ? "in no round" : status)} after {Amounts.Of(ArchiveLimit)}.",
                command == ArchiveCommand.On ? $"Start-ObTenantBackup {CommandArgument.Of(tenant)} opens one that was never opened. Else look whether its place can be reached." : $"Get-ObTenantBackup {CommandArgument.Of(tenant)} shows how it goes on.", tenant);
        }

        return true;
    }
}
