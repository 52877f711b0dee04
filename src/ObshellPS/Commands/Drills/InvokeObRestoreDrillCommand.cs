using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery;
using Obshell.Recovery.Drills.Planning;
using Obshell.Recovery.Drills.Running;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Drills;
using ObshellPS.Errors;
using ObshellPS.Objects;
using ObshellPS.Pipeline;
using ObshellPS.Requests;

namespace ObshellPS.Commands;

/// <summary>
/// Restores backups into throw-away tenants, verifies and measures the restores, and drops the tenants again. The results come in the order
/// of the input. After all results, the cmdlet writes an error for each backup that was not proven.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "ObRestoreDrill", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(RestoreDrillResult))]
public sealed class InvokeObRestoreDrillCommand : RestoreFieldsCmdlet
{
    private readonly RunningDrills running = new();
    private DrillOutput? output;
    private DrillDraft line = new();
    private ObshellClient? client;
    private DrillDisplay? display;
    private DrillSources? sources;
    private DrillRun? run;
    private EarlierDrills? earlier;
    private readonly PipedTexts texts = new();
    private int blanks;
    private int records;

    /// <summary>Backups: hashtables, CSV rows or JSON objects. The cmdlet runs one drill for each backup.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public object? InputObject { get; set; }

    /// <summary>Where the data backup is, for a source that is not piped.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(BackupPlaceCompleter))]
    [Alias("data_backup_uri")]
    public StorageUri? DataBackupUri { get; set; }

    /// <summary>Where the archived logs are.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(BackupPlaceCompleter))]
    [Alias("archive_log_uri")]
    [LeftOutMeans(nameof(LeftOutTexts.ArchiveInBackup))]
    public StorageUri? ArchiveLogUri { get; set; }

    /// <summary>The name of the source in results and in the name of the tenant. Default: made from the address of the backup.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    public string? SourceName { get; set; }

    /// <summary>The zones, for sources that define no zones.</summary>
    [Parameter, ArgumentCompleter(typeof(ZoneListCompleter))]
    [Alias("zone_list", "ZoneParam")]
    public object[]? ZoneList { get; set; }

    /// <summary>The restore point: latest, a moment with Z or an offset, or a text such as '15 minutes ago'. Default latest.</summary>
    [Parameter, ArgumentCompleter(typeof(UntilCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.NewestPoint))]
    public object? Until { get; set; }

    /// <summary>The pattern for names of throw-away tenants, with {source} and a .NET date format in braces for the time (UTC).</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    public string NamePattern { get; set; } = DrillNames.DefaultPattern;

    /// <summary>A script that checks the restored tenant. It gets the tenant as $_ and as first argument.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.NoScript))]
    public ScriptBlock? Verify { get; set; }

    /// <summary>A query on the restored tenant. Its first value must be -Expected (or, without -Expected, not null).</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.NoQuery))]
    public string? Query { get; set; }

    /// <summary>The value that the query must return.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.AnyAnswer), EmptyTextIsAValue = true)]
    public object? Expected { get; set; }

    /// <summary>The maximum age of the time that the query returns.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    [DurationTransformation]
    public TimeSpan? MaxAge { get; set; }

    /// <summary>The user that runs the query: a user of the source tenant, written without the tenant's name.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    public PSCredential? TenantCredential { get; set; }

    /// <summary>The time limit of a query. Default 30 s.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    [DurationTransformation]
    public TimeSpan? QueryTimeout { get; set; }

    /// <summary>How TLS protects the connection of the query. Default: Verified if the user has a password, otherwise Preferred.</summary>
    [Parameter]
    public SqlTls? SqlTls { get; set; }

    /// <summary>OceanBase servers (host or host:port) that the query can use, in addition to the hosts of the connection.</summary>
    [Parameter, ArgumentCompleter(typeof(SqlServerCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.ServersOfConnection))]
    public string[]? SqlServer { get; set; }

    /// <summary>The maximum age of the newest restorable point.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    [DurationTransformation]
    [LeftOutMeans(nameof(LeftOutTexts.NoTarget))]
    public TimeSpan? TargetRpo { get; set; }

    /// <summary>The maximum time until the tenant is in service.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    [DurationTransformation]
    [LeftOutMeans(nameof(LeftOutTexts.NoTarget))]
    public TimeSpan? TargetRto { get; set; }

    /// <summary>The time limit of a restore. A restore that takes longer is stopped, and its drill fails.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    [DurationTransformation]
    public TimeSpan? MaxDuration { get; set; }

    /// <summary>How many drills run at the same time. Default 1.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>The resources that must stay free in every zone: @{Cpu=2; MemoryGB=8}, or CpuPercent and MemoryPercent.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    public DrillCapacity? Capacity { get; set; }

    /// <summary>After which drills the restored tenant is kept. Default Never.</summary>
    [Parameter]
    public DrillKeep Keep { get; set; }

    /// <summary>The file with the results of earlier drills, in JSON lines. Default: the file in this user's state folder.</summary>
    [Parameter]
    [LeftOutMeans(nameof(LeftOutTexts.OwnHistory))]
    public string? HistoryPath { get; set; }

    /// <summary>Do not store the results, and do not compare them with earlier results.</summary>
    [Parameter]
    public SwitchParameter NoHistory { get; set; }

    /// <summary>The connection; default: the current one.</summary>
    [Parameter, ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        output = new DrillOutput(this);
        try
        {
            ObConnection connection = ConnectionOrCurrent(Connection);
            client = new ObshellClient(connection, Log);
            sources = new DrillSources(this, client, NamePattern, new DrillChecks(this, client, SqlServer, SqlTls, QueryTimeout));
            line = ReadLine();
            display = new DrillDisplay(this, connection);
            earlier = new EarlierDrills(this, client, HistoryPath, NoHistory, IsPlan());
            earlier.Open(output);
        }
        catch (ObshellException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, null));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(InputObject)))
        {
            return;
        }

        records++;
        if (PropertyBag.Unwrap(InputObject) is string)
        {
            texts.Add(records);
            return;
        }

        try
        {
            if (BackupSource.From(InputObject) is { } backup)
            {
                Take(DrillDraft.FromBackup(backup, line));
            }
            else if (PropertyBag.Open(InputObject) is not { } bag)
            {
                throw new ObshellInputException(new InputFault("InvalidSource", nameof(InputObject), DrillCommandTexts.SourceExpected));
            }
            else if (InputValue.IsBlankRow(bag))
            {
                blanks++;
                WriteWarning(RestoreRequestTexts.FormatRowBlank(records));
            }
            else
            {
                Take(DrillDraft.FromBag(bag).CompletedBy(line));
            }
        }
        catch (ObshellInputException e)
        {
            var draft = new DrillDraft();
            draft.Set(nameof(SourceName), DrillCommandTexts.FormatInputNumber(records));
            draft.Faults.AddRange(e.Faults);
            Take(draft);
        }

        Pump.Drain();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (records == 0 && !MyInvocation.ExpectingInput)
        {
            Take(line);
        }

        Pump.RunUntil(running.All, StopToken);
        display!.Close();
        output!.WriteErrors();
        if (texts.Count > 0)
        {
            WriteFault(new ObshellInputException(texts.Fault(others: false)), null);
        }
        else if (records == blanks && MyInvocation.ExpectingInput)
        {
            WriteFault(new ObshellInputException(new InputFault("NothingPiped", nameof(InputObject), DrillCommandTexts.NothingPiped)), null);
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        base.StopProcessing();
        Interrupt(() => DrillCommandTexts.StoppedByUser);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            // Select-Object -First and -ErrorAction Stop end the pipeline without a call of StopProcessing.
            Interrupt(() => DrillCommandTexts.PipelineEnded);
            run?.Dispose();
        }
    }

    private DrillDraft ReadLine()
    {
        var draft = new DrillDraft(ReadFields(TenantRestoreRequest.Fields.Where(f => f.IsOfDrill))) { TargetRpo = TargetRpo, TargetRto = TargetRto, MaxDuration = MaxDuration, MaxAge = MaxAge };
        foreach ((string key, object? value) in new (string, object?)[]
        {
            (nameof(SourceName), SourceName), (nameof(Until), Until), (nameof(Query), Query), (nameof(Expected), Expected),
            (nameof(TenantCredential), TenantCredential), (nameof(Verify), Verify),
        })
        {
            if (!InputValue.IsBlank(value))
            {
                draft.Set(key, value);
            }
        }

        // A fault here affects all drills, so no drill starts.
        draft.Faults.AddRange(draft.Restore.Faults.All);
        draft.Faults.ThrowIfAny();
        if (Query is null && (Expected is not null || MaxAge is not null) && !MyInvocation.ExpectingInput)
        {
            throw new ObshellInputException(new InputFault("MissingParameter", nameof(Query), DrillCommandTexts.QueryMissing));
        }

        return !NoHistory || HistoryPath is null ? draft
            : throw new ObshellInputException(new InputFault("ConflictingValue", nameof(NoHistory), DrillCommandTexts.HistoryAndNone));
    }

    private void Take(DrillDraft draft)
    {
        display!.Taken();
        int place = output!.TakePlace();
        DrillSource source = sources!.Next(draft, out DrillName name);
        bool goes = source.Faults.Count > 0;
        bool isPlan = false;
        bool cannotAsk = false;
        if (!goes)
        {
            string target = PipelineTexts.FormatTenantOn(name.Tenant, client!.Connection.ToString());
            string action = DrillQuestion.For(source, Keep);
            ConsentAnswer answer = Ask(target, action);
            goes = answer == ConsentAnswer.Given;
            isPlan = answer == ConsentAnswer.Shown;
            cannotAsk = answer == ConsentAnswer.NobodyThere;
        }

        run ??= new DrillRun(client!, ThrottleLimit, Capacity, display!)
        {
            Keep = Keep,
            PlanOnly = isPlan || IsPlan(),
            Journal = IsPlan() ? null : earlier!.Journal,
            KeepsResults = !NoHistory,
            Earlier = earlier!.Results,
        };
        var drill = new RestoreDrill(source, name, run);
        if (!goes && !isPlan)
        {
            output.Write(place, cannotAsk
                ? drill.Skip("ConfirmationImpossible", DrillCommandTexts.CannotAsk, DrillCommandTexts.CannotAskAdvice)
                : drill.Skip("NotConfirmed", DrillCommandTexts.NotConfirmed, DrillCommandTexts.NotConfirmedAdvice));
            return;
        }

        CancellationToken stop = StopToken;
        running.Start(drill, async () =>
        {
            RestoreDrillResult result = await drill.RunAsync(stop).ConfigureAwait(false);
            Post(() =>
            {
                display!.Ended(drill);
                output.Write(place, result);
            });
        });
    }

    /// <summary>
    /// Writes into the journal that the running drills were interrupted, and reports to the user what they leave. It does not change the
    /// cluster. Any thread can call it.
    /// </summary>
    private void Interrupt(Func<string> reason)
    {
        if (running.Interrupt(reason) is { } notice)
        {
            TellHost(notice);
        }
    }

    /// <summary>True with -WhatIf, or with the preference variable of that name.</summary>
    private bool IsPlan() => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
        ? given is SwitchParameter { IsPresent: true } or true
        : SessionState.PSVariable.GetValue("WhatIfPreference") is { } preference && LanguagePrimitives.IsTrue(preference);
}
