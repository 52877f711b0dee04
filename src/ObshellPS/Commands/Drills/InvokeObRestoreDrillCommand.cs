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
/// Restores backups into throw-away tenants, verifies and measures what was restored, and drops the tenants again. Every source
/// that is handed in comes out as a result; what did not prove its backup is an error too, written when all results are out.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "ObRestoreDrill", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(RestoreDrillResult))]
public sealed class InvokeObRestoreDrillCommand : RestoreFieldsCmdlet
{
    private readonly DrillsAtWork atWork = new();
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

    /// <summary>Backups: hashtables, CSV rows, JSON objects. One drill each.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public object? InputObject { get; set; }

    /// <summary>Where the data backup is, for one that is not piped.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(BackupPlaceCompleter))]
    [Alias("data_backup_uri")]
    public StorageUri? DataBackupUri { get; set; }

    /// <summary>Where the archived logs are.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(BackupPlaceCompleter))]
    [Alias("archive_log_uri")]
    [LeftOutMeans(LeftOut.ArchiveInBackup)]
    public StorageUri? ArchiveLogUri { get; set; }

    /// <summary>What the source is called in results and in the tenant's name. Default: the part of its address that tells it from others.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    public string? SourceName { get; set; }

    /// <summary>The zones of sources that name none.</summary>
    [Parameter, ArgumentCompleter(typeof(ZoneListCompleter))]
    [Alias("zone_list", "ZoneParam")]
    public object[]? ZoneList { get; set; }

    /// <summary>latest, a moment with Z or offset, or a span such as 15 minutes ago. Default latest.</summary>
    [Parameter, ArgumentCompleter(typeof(UntilCompleter))]
    [LeftOutMeans(LeftOut.NewestPoint)]
    public object? Until { get; set; }

    /// <summary>How throw-away tenants are named: {source}, and the moment (UTC) in .NET's format between braces.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    public string NamePattern { get; set; } = DrillNames.DefaultPattern;

    /// <summary>A check of the restored tenant, which it gets as $_ and as first argument.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(LeftOut.NoScript)]
    public ScriptBlock? Verify { get; set; }

    /// <summary>A query to the restored tenant: its first value must not be null, or be as expected.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(LeftOut.NoQuery)]
    public string? Query { get; set; }

    /// <summary>The value that the query must give.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(LeftOut.AnyAnswer, EmptyTextIsAValue = true)]
    public object? Expected { get; set; }

    /// <summary>The query gives a time, which must not be older than this.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    [DurationTransformation]
    public TimeSpan? MaxAge { get; set; }

    /// <summary>Who asks the query: a user of the source tenant, without the tenant's name.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    public PSCredential? TenantCredential { get; set; }

    /// <summary>How long a query may take. Default 30 s.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    [DurationTransformation]
    public TimeSpan? QueryTimeout { get; set; }

    /// <summary>Protection of the query's connection. Default Verified with a password, else Preferred.</summary>
    [Parameter]
    public SqlTls? SqlTls { get; set; }

    /// <summary>OceanBase servers that the query may log in at, host or host:port, beside the hosts of the connection.</summary>
    [Parameter, ArgumentCompleter(typeof(SqlServerCompleter))]
    [LeftOutMeans(LeftOut.ServersOfConnection)]
    public string[]? SqlServer { get; set; }

    /// <summary>The newest restorable point must not be older than this.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    [DurationTransformation]
    [LeftOutMeans(LeftOut.NoTarget)]
    public TimeSpan? TargetRpo { get; set; }

    /// <summary>The tenant must be in service after this.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    [DurationTransformation]
    [LeftOutMeans(LeftOut.NoTarget)]
    public TimeSpan? TargetRto { get; set; }

    /// <summary>A restore that is not through after this is stopped, and its drill failed.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    [DurationTransformation]
    public TimeSpan? MaxDuration { get; set; }

    /// <summary>How many drills at once. Default 1.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>What must stay free in every zone: @{Cpu=2; MemoryGB=8}, or CpuPercent and MemoryPercent.</summary>
    [Parameter, ArgumentCompleter(typeof(NothingCompleter))]
    public DrillCapacity? Capacity { get; set; }

    /// <summary>Leave restored tenants where they are.</summary>
    [Parameter]
    public SwitchParameter KeepTenant { get; set; }

    /// <summary>Leave what failed drills have made where it is.</summary>
    [Parameter]
    public SwitchParameter KeepOnFailure { get; set; }

    /// <summary>A file of JSON lines that results are kept in and compared with.</summary>
    [Parameter]
    [LeftOutMeans(LeftOut.NoHistory)]
    public string? HistoryPath { get; set; }

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
            earlier = new EarlierDrills(this, client, HistoryPath is null ? null : GetUnresolvedProviderPathFromPSPath(HistoryPath), IsPlan());
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
                throw new ObshellInputException(new InputFault("InvalidSource", nameof(InputObject), "A source is an object with DataBackupUri and what else a restore needs: a hashtable, a CSV row, a JSON object."));
            }
            else if (InputValue.IsBlankRow(bag))
            {
                blanks++;
                WriteWarning($"Row {records} of the pipeline is blank and is skipped.");
            }
            else
            {
                Take(DrillDraft.FromBag(bag).CompletedBy(line));
            }
        }
        catch (ObshellInputException e)
        {
            var draft = new DrillDraft();
            draft.Set(nameof(SourceName), "input " + records.ToString(System.Globalization.CultureInfo.InvariantCulture));
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

        Pump.RunUntil(atWork.All, StopToken);
        display!.Close();
        output!.WriteErrors();
        if (texts.Count > 0)
        {
            WriteFault(new ObshellInputException(texts.Fault(others: false)), null);
        }
        else if (records == blanks && MyInvocation.ExpectingInput)
        {
            WriteFault(new ObshellInputException(new InputFault(
                "NothingPiped", nameof(InputObject), "Nothing came down the pipeline: no drill was made, and no backup is proven.")), null);
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        base.StopProcessing();
        Interrupt("the run was stopped (Ctrl+C)");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            // Select-Object -First and -ErrorAction Stop end the pipeline without stopping this cmdlet.
            Interrupt("the pipeline ended before the drill did");
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

        // What is wrong here is wrong for all of them: nothing is begun.
        draft.Faults.AddRange(draft.Restore.Faults.All);
        draft.Faults.ThrowIfAny();
        if (Query is null && (Expected is not null || MaxAge is not null) && !MyInvocation.ExpectingInput)
        {
            throw new ObshellInputException(new InputFault("MissingParameter", nameof(Query), "-Expected and -MaxAge are about the answer to a -Query, and none is given."));
        }

        return draft;
    }

    private void Take(DrillDraft draft)
    {
        display!.Taken();
        DrillSource source = sources!.Next(draft, out DrillName name);
        bool goes = source.Faults.Count > 0;
        bool isPlan = false;
        bool isAskedInVain = false;
        if (!goes)
        {
            string target = $"tenant '{name.Tenant}' on {client!.Connection}";
            string action = DrillQuestion.For(source, KeepTenant, KeepOnFailure);
            ConsentAnswer answer = Ask(target, action);
            goes = answer == ConsentAnswer.Given;
            isPlan = answer == ConsentAnswer.Shown;
            isAskedInVain = answer == ConsentAnswer.NobodyThere;
        }

        run ??= new DrillRun(client!, ThrottleLimit, Capacity, display!)
        {
            KeepTenant = KeepTenant,
            KeepOnFailure = KeepOnFailure,
            PlanOnly = isPlan || IsPlan(),
            Journal = IsPlan() ? null : earlier!.Journal,
            KeepsResults = HistoryPath is not null,
            Earlier = earlier!.Results,
        };
        var drill = new RestoreDrill(source, name, run);
        if (!goes && !isPlan)
        {
            output!.Write(isAskedInVain
                ? drill.Skip("ConfirmationImpossible", "Nobody can be asked here.", "Run it with -Confirm:$false if it is wanted.")
                : drill.Skip("NotConfirmed", "It was not confirmed.", "Answer yes, or run it with -Confirm:$false."));
            return;
        }

        CancellationToken stop = StopToken;
        atWork.Start(drill, async () =>
        {
            RestoreDrillResult result = await drill.RunAsync(stop).ConfigureAwait(false);
            Post(() =>
            {
                display!.Ended(drill);
                output!.Write(result);
            });
        });
    }

    /// <summary>At once, from whatever thread: what is at work is written down and named, and left alone.</summary>
    private void Interrupt(string reason)
    {
        string[] left = atWork.Interrupt(reason);
        if (left.Length > 0)
        {
            TellHost($"Stopped. Left as it is: {string.Join("; ", left)}. Get-ObRestoreDrill -Leftover shows it, Remove-ObRestoreDrill takes it away.");
        }
    }

    /// <summary>-WhatIf, or the preference of that name.</summary>
    private bool IsPlan() => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
        ? given is SwitchParameter { IsPresent: true } or true
        : SessionState.PSVariable.GetValue("WhatIfPreference") is { } preference && LanguagePrimitives.IsTrue(preference);
}
