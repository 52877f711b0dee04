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
using ObshellPS.Completion;
using ObshellPS.Errors;
using ObshellPS.Pipeline;
using ObshellPS.Waiting;

namespace ObshellPS.Commands;

/// <summary>
/// Sets the places of a tenant's backups, and the state of its log archive. Before the change, the cmdlet says which of the new settings
/// end the protection. After the change, it verifies the result.
/// </summary>
[Cmdlet(VerbsCommon.Set, "ObTenantBackup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(TenantBackup))]
public sealed class SetObTenantBackupCommand : BackupChangeCmdlet
{
    /// <summary>
    /// How long the cmdlet waits for the new state. The state usually changes a few seconds after the agent has answered. The first start
    /// of an archive takes longer.
    /// </summary>
    private static readonly TimeSpan ArchiveLimit = TimeSpan.FromMinutes(2);

    private StorageCredential? keys;

    /// <summary>The new place for data backups.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BackupDestinationCompleter))]
    [Alias("data_base_uri")]
    [LeftOutMeans(nameof(LeftOutTexts.PresentPlace))]
    public StorageUri? DataBackupUri { get; set; }

    /// <summary>The new place for archived logs.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BackupDestinationCompleter))]
    [Alias("archive_base_uri")]
    [LeftOutMeans(nameof(LeftOutTexts.PresentPlace))]
    public StorageUri? ArchiveLogUri { get; set; }

    /// <summary>Keys of the object stores, as in Get-ObTenantBackup. The URIs can contain the keys instead.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.UrisWithKeys))]
    public object? StorageCredential { get; set; }

    /// <summary>The new state of the log archive: On, Off or Suspended.</summary>
    [Parameter]
    [LeftOutMeans(nameof(LeftOutTexts.PresentArchive))]
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
                throw new ObshellInputException(new InputFault("NothingToSet", nameof(Archive), TenantBackupTexts.NothingToSet));
            }
        }
        catch (ObshellInputException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, null));
        }
    }

    private protected override void Change(ObshellClient client, string tenant)
    {
        var given = new BackupPlaces { DataBackupUri = Keyed(DataBackupUri), ArchiveLogUri = Keyed(ArchiveLogUri) };
        client.BackupChanges.Check(tenant, given);
        BackupLook Again() => Look(client, tenant, ChangesPlaces);
        if (Agreed(Again(), Again, look => Question(client, look, Open(look, given))) is not { } agreed)
        {
            return;
        }

        OpenSettings open = Open(agreed, given);

        // When the place for logs changes, the agent stops the archive and does not start it again (B1). So start the archive again if it
        // was in use before.
        ArchiveCommand? wanted = open.Archive
            ?? (open.Places.ArchiveLogUri is not null && agreed.Backup.Archive is ArchiveState.Archiving or ArchiveState.Starting or ArchiveState.NotArchiving ? ArchiveCommand.On : null);
        if ((!open.HasPlaces || Configure(client, tenant, open.Places, wanted)) && (wanted is not { } command || Switch(client, tenant, agreed.Backup, command)))
        {
            ShowChanged(client, tenant);
        }
    }

    /// <summary>The settings that the tenant does not have yet.</summary>
    private OpenSettings Open(BackupLook look, BackupPlaces given)
    {
        var places = new BackupPlaces
        {
            DataBackupUri = given.DataBackupUri is { } data && !look.IsPresentData(data) ? data : null,
            ArchiveLogUri = given.ArchiveLogUri is { } logs && !look.IsPresentLogs(logs) ? logs : null,
        };

        // A new place for logs stops the archive, so its present state says nothing.
        return new OpenSettings(places, Archive is { } command && places.ArchiveLogUri is null && look.HasReached(command) ? null : Archive);
    }

    private StorageUri? Keyed(StorageUri? uri) => uri is null ? null : keys?.Complete(uri) ?? uri;

    /// <returns>Null when the change is refused, or when there is nothing to change; the error or warning has been written.</returns>
    private ChangeQuestion? Question(ObshellClient client, BackupLook look, OpenSettings open)
    {
        TenantBackup backup = look.Backup;
        string tenant = backup.TenantName;
        if (open is { HasPlaces: false, Archive: null })
        {
            WriteWarning(TenantBackupTexts.FormatNothingToChange(tenant));
            WriteObject(backup);
            return null;
        }

        if (IsRefused(look, open.HasPlaces) || CannotSwitch(backup, open))
        {
            return null;
        }

        var notice = new List<string>();
        if (open.Places.DataBackupUri is { } data)
        {
            notice.Add(backup.RunningJobId is { } job ? TenantBackupTexts.FormatNoticeDataCancels(data.ToString(), job) : TenantBackupTexts.FormatNoticeData(data.ToString()));
        }

        if (open.Places.ArchiveLogUri is { } logs)
        {
            notice.Add(TenantBackupTexts.FormatNoticeLogs(logs.ToString()));
            notice.Add(backup.Archive is ArchiveState.Archiving ? TenantBackupTexts.NoticeLogsGap : "");
        }

        // The agent is still asked: only its answer shows that the archive is interrupted (B14), and the cmdlet waits for the end of the
        // start or stop.
        bool isUnderWay = !open.HasPlaces && (open.Archive, backup.Archive) is (ArchiveCommand.Off, ArchiveState.NotArchiving or ArchiveState.Stopping) or (ArchiveCommand.On, ArchiveState.Starting);
        notice.Add(open.Archive switch
        {
            ArchiveCommand.Off => isUnderWay ? TenantBackupTexts.NoticeOffAlready : TenantBackupTexts.NoticeOff,
            ArchiveCommand.Suspended => TenantBackupTexts.NoticeSuspended,
            ArchiveCommand.On => TenantBackupTexts.NoticeOn,
            null => "",
        });
        return new ChangeQuestion(
            PipelineTexts.FormatTenantOn(tenant, client.Connection.ToString()), Listing.Sentences(notice),
            IsDestructive: open.Archive is ArchiveCommand.Off or ArchiveCommand.Suspended && !isUnderWay, look.Essence)
        {
            IsHarmless = isUnderWay,
        };
    }

    /// <summary>True when the agent would ignore the request to switch the log archive; the error has been written.</summary>
    private bool CannotSwitch(TenantBackup backup, OpenSettings open)
    {
        if (open.Archive is not (ArchiveCommand.On or ArchiveCommand.Suspended))
        {
            return false;
        }

        string tenant = backup.TenantName;
        string name = CommandArgument.Of(tenant);
        if (open.Places.ArchiveLogUri is null && backup.Archive == ArchiveState.NoDestination && BackupFaults.MissingDestination(backup) is { } missing)
        {
            RefuseWithoutDestination(tenant, missing);
        }
        else if (backup.Archive is ArchiveState.NeverStarted or ArchiveState.NoDestination)
        {
            Refuse(
                "ArchiveNeverStarted", TenantBackupTexts.FormatArchiveNeverStarted(tenant),
                Listing.Sentences(open.HasPlaces ? TenantBackupTexts.AdviceLeaveArchiveOut : null, TenantBackupTexts.FormatAdviceArchiveNeverStarted(name)), tenant);
        }
        else if (open.Archive == ArchiveCommand.Suspended && open.Places.ArchiveLogUri is not null)
        {
            Refuse("ArchiveNotRunning", TenantBackupTexts.FormatArchiveStopsFirst(tenant), TenantBackupTexts.AdviceLeaveArchiveOut, tenant);
        }
        else if (open.Archive == ArchiveCommand.Suspended && backup.Archive is ArchiveState.NotArchiving or ArchiveState.Stopping)
        {
            Refuse("ArchiveNotRunning", TenantBackupTexts.FormatArchiveNotRunning(tenant), TenantBackupTexts.FormatAdviceArchiveNotRunning(name), tenant);
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <returns>False when the change failed; the error has been written.</returns>
    private bool Configure(ObshellClient client, string tenant, BackupPlaces places, ArchiveCommand? then)
    {
        BackupDagStart start = Send(
            client.Connection,
            new ChangeText<BackupDagStart>("PATCH tenant/backup/config", tenant)
            {
                UnderWay = TenantBackupTexts.FormatUnderWayPlaces(tenant),
                Where = TenantTexts.FormatDagOfTenantShows(CommandArgument.Of(tenant)),
                Found = s => TenantBackupTexts.FormatFoundPlaces(s.Dag.Id),
            },
            stop => client.BackupChanges.ConfigureAsync(tenant, places, stop));
        string dag = CommandArgument.Of(start.Dag.Id);
        string goOn = Listing.Sentences(
            TenantBackupTexts.FormatWaitForDag(dag), then is { } next ? TenantBackupTexts.FormatThenArchive(CommandArgument.Of(tenant), next.ToString()) : null);
        AgentDag ended;
        try
        {
            ended = RunChange(
                TenantBackupTexts.FormatUnderWayPlacesDag(tenant, start.Dag.Id), goOn,
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
            "BackupConfigFailed", client.Redactor.Clean(Listing.Sentences(TenantBackupTexts.FormatConfigFailed(ended.Id, tenant, ended.State, ended.Operator, DagWords.Step(ended)), reason)),
            ended.Stage == 1
                ? TenantBackupTexts.FormatAdviceConfigUndo(dag)
                : TenantBackupTexts.FormatAdviceConfigResume(dag),
            tenant);
        return false;
    }

    /// <returns>False when the change failed; the error has been written.</returns>
    private bool Switch(ObshellClient client, string tenant, TenantBackup before, ArchiveCommand command)
    {
        string where = TenantBackupTexts.FormatWhereBackup(CommandArgument.Of(tenant));
        string underWay = TenantBackupTexts.FormatUnderWaySwitch(tenant);
        try
        {
            Send(
                client.Connection,
                new ChangeText<PlainChange>("PATCH tenant/backup/log " + command, tenant)
                {
                    UnderWay = underWay,
                    Where = where,
                    Found = _ => TenantBackupTexts.FoundSwitch,
                },
                stop => client.BackupChanges.SwitchArchiveAsync(tenant, command, stop));
        }
        catch (ObshellApiException e) when (e.HttpStatus == 500 && e.Message.Contains("archive log is interrupted", StringComparison.Ordinal))
        {
            // Only this error shows that the archive is interrupted (B14).
            Refuse(
                "ArchiveInterrupted", TenantBackupTexts.FormatArchiveInterrupted(tenant, e.Message),
                TenantBackupTexts.FormatAdviceArchiveInterrupted(CommandArgument.Of(tenant), BackupFaults.LogPlace(before), command.ToString()), tenant);
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
                "ArchiveNotSwitched", status.Length == 0
                    ? TenantBackupTexts.FormatArchiveNotSwitchedNoRound(tenant, command.ToString(), Amounts.Of(ArchiveLimit))
                    : TenantBackupTexts.FormatArchiveNotSwitched(tenant, command.ToString(), status, Amounts.Of(ArchiveLimit)),
                command == ArchiveCommand.On ? TenantBackupTexts.FormatAdviceArchiveNotOn(CommandArgument.Of(tenant)) : TenantBackupTexts.FormatWhereBackup(CommandArgument.Of(tenant)), tenant);
        }

        return true;
    }

    /// <summary>The settings that must be sent.</summary>
    private sealed record OpenSettings(BackupPlaces Places, ArchiveCommand? Archive)
    {
        public bool HasPlaces => Places.DataBackupUri is not null || Places.ArchiveLogUri is not null;
    }
}
