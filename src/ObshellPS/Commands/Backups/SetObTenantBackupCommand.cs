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
        var places = new BackupPlaces { DataBackupUri = Keyed(DataBackupUri), ArchiveLogUri = Keyed(ArchiveLogUri) };
        client.BackupChanges.Check(tenant, places);
        BackupLook Again() => Look(client, tenant, ChangesPlaces);
        if (Agreed(Again(), Again, look => Question(client, look)) is not { Backup: var before })
        {
            return;
        }

        // When the place for logs changes, the agent stops the archive and does not start it again (B1). So start the archive again if it
        // was in use before.
        ArchiveCommand? wanted = Archive ?? (ArchiveLogUri is not null && before.Archive is ArchiveState.Archiving or ArchiveState.Starting or ArchiveState.NotArchiving ? ArchiveCommand.On : null);
        if ((!ChangesPlaces || Configure(client, tenant, places, wanted)) && (wanted is not { } command || Switch(client, tenant, command)))
        {
            ShowChanged(client, tenant);
        }
    }

    private StorageUri? Keyed(StorageUri? uri) => uri is null ? null : keys?.Complete(uri) ?? uri;

    /// <returns>Null when the change is refused; the error has been written.</returns>
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
            Refuse("ArchiveNeverStarted", TenantBackupTexts.FormatArchiveNeverStarted(tenant), TenantBackupTexts.FormatAdviceArchiveNeverStarted(CommandArgument.Of(tenant)), tenant);
            return null;
        }

        var notice = new List<string>();
        if (DataBackupUri is not null)
        {
            notice.Add(backup.RunningJobId is { } job ? TenantBackupTexts.FormatNoticeDataCancels(DataBackupUri.ToString(), job) : TenantBackupTexts.FormatNoticeData(DataBackupUri.ToString()));
        }

        if (ArchiveLogUri is not null)
        {
            notice.Add(TenantBackupTexts.FormatNoticeLogs(ArchiveLogUri.ToString()));
            notice.Add(backup.Archive is ArchiveState.Archiving ? TenantBackupTexts.NoticeLogsGap : "");
        }

        notice.Add(Archive switch
        {
            ArchiveCommand.Off => TenantBackupTexts.NoticeOff,
            ArchiveCommand.Suspended => TenantBackupTexts.NoticeSuspended,
            ArchiveCommand.On => TenantBackupTexts.NoticeOn,
            null => "",
        });
        return new ChangeQuestion(
            PipelineTexts.FormatTenantOn(tenant, client.Connection.ToString()), Listing.Sentences(notice),
            IsDestructive: Archive is ArchiveCommand.Off or ArchiveCommand.Suspended, look.Essence);
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
    private bool Switch(ObshellClient client, string tenant, ArchiveCommand command)
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
                TenantBackupTexts.FormatAdviceArchiveInterrupted(CommandArgument.Of(tenant), command.ToString()), tenant);
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
}
