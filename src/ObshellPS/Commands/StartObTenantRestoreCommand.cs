using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>
/// Starts tenant restores. One parameter set, nothing mandatory to the binder, one parameter for all that is piped: with
/// several sets or mandatory names the binder prompts for piped objects, never binds hashtables, and drops zones that it
/// rejects (DESIGN section 4).
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "ObTenantRestore", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DagDetail))]
public sealed class StartObTenantRestoreCommand : ObCmdlet
{
    private readonly List<ZoneParam> pipedZones = [];
    private readonly FaultList zoneFaults = new();
    private readonly Queue<PendingStart> pending = new();

    // Never disposed: it holds nothing unless its wait handle is asked for, and a request may still be ending after us.
    private SemaphoreSlim? throttle;
    private RestoreDraft line = new();
    private ObshellClient? client;
    private int records;
    private int requests;
    private int onTheirWay;

    /// <summary>Zones, which make one restore together; or requests, which make one restore each.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <summary>Name of the tenant to create.</summary>
    [Parameter(Position = 0)]
    [Alias("restore_tenant_name")]
    public string? RestoreTenantName { get; set; }

    /// <summary>Where the data backup is.</summary>
    [Parameter(Position = 1)]
    [Alias("data_backup_uri")]
    public StorageUri? DataBackupUri { get; set; }

    /// <summary>Where the archived logs are; needed for a point in time.</summary>
    [Parameter(Position = 2)]
    [Alias("archive_log_uri")]
    public StorageUri? ArchiveLogUri { get; set; }

    /// <summary>Restore up to this moment, inclusive: ISO 8601 with Z or offset, a DateTimeOffset, or a DateTime of kind Utc or Local.</summary>
    [Parameter]
    [Alias("time_stamp")]
    public object? Timestamp { get; set; }

    /// <summary>Restore up to this SCN, inclusive: nanoseconds since 1970 UTC.</summary>
    [Parameter]
    public object? Scn { get; set; }

    /// <summary>Threads for high-priority high-availability work, 0 to 100. Default 10.</summary>
    [Parameter]
    [Alias("ha_high_thread_score")]
    public object? HaHighThreadScore { get; set; }

    /// <summary>The zones, when they are not piped: objects of New-ObZoneParam, hashtables, or text zone:unit:num[:READONLY].</summary>
    [Parameter]
    [Alias("zone_list")]
    public object[]? ZoneList { get; set; }

    /// <summary>Zones by falling priority, zone1;zone2,zone3. Default random.</summary>
    [Parameter]
    [Alias("primary_zone")]
    [ArgumentCompleter(typeof(PrimaryZoneCompleter))]
    public string[]? PrimaryZone { get; set; }

    /// <summary>Threads of the restore. Default: the tenant's MAX_CPU.</summary>
    [Parameter]
    public object? Concurrency { get; set; }

    /// <summary>All passwords of the backup sets.</summary>
    [Parameter]
    [SecretTransformation(Many = true)]
    public SecureString[]? Decryption { get; set; }

    /// <summary>Key management text, already escaped for a double-quoted SQL string.</summary>
    [Parameter]
    [Alias("kms_encrypt_info")]
    [SecretTransformation]
    public SecureString? KmsEncryptInfo { get; set; }

    /// <summary>Where the tenant is being restored already, or was with success, return that restore when it is the same one.</summary>
    [Parameter]
    public SwitchParameter AttachExisting { get; set; }

    /// <summary>How many requests may be on their way at once when several are piped.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>The connection; default: the current one.</summary>
    [Parameter]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        throttle = new SemaphoreSlim(ThrottleLimit);
        line = new RestoreDraft();
        foreach (string parameter in new[]
        {
            nameof(RestoreTenantName), nameof(DataBackupUri), nameof(ArchiveLogUri), nameof(Timestamp), nameof(Scn), nameof(HaHighThreadScore),
            nameof(ZoneList), nameof(PrimaryZone), nameof(Concurrency), nameof(Decryption), nameof(KmsEncryptInfo),
        })
        {
            object? value = ValueOf(parameter);
            if (!InputValue.IsBlank(value))
            {
                line.Set(parameter, value);
            }
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
        IReadOnlyList<KeyValuePair<string, object?>>? bag = PropertyBag.Unwrap(InputObject) is ZoneParam ? null : PropertyBag.Open(InputObject);
        if (IsRequest(bag))
        {
            StartRequest(bag!);
        }
        else if (ZoneReader.ReadOne(InputObject, nameof(InputObject), zoneFaults) is { } zone)
        {
            pipedZones.Add(zone);
        }

        WriteFinished();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (requests == 0)
        {
            StartFromLine();
        }
        else if (pipedZones.Count > 0 || !zoneFaults.IsEmpty)
        {
            zoneFaults.Add("MixedInput", nameof(InputObject), "Zones and whole requests came down one pipeline; the requests were started, these zones were not used. Put zones into each request's zone_list, or pass -ZoneList for all.");
            WriteFault(new ObshellInputException([.. zoneFaults.All]), null);
        }

        while (pending.Count > 0)
        {
            PendingStart next = pending.Peek();
            Pump.RunUntil(Task.WhenAny(next.Work), StopToken);
            WriteFinished();
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        base.StopProcessing();
        if (onTheirWay > 0)
        {
            TellHost($"Stopped while {onTheirWay} request(s) to restore were on their way: they may have been started. Get-ObDag -Unfinished shows which.");
        }
    }

    private static bool IsRequest(IReadOnlyList<KeyValuePair<string, object?>>? bag)
    {
        if (bag is null)
        {
            return false;
        }

        bool zoneLike = false;
        foreach (KeyValuePair<string, object?> entry in bag)
        {
            if (RestoreDraft.IsKey(entry.Key))
            {
                return true;
            }

            zoneLike |= ZoneReader.IsKey(entry.Key);
        }

        // Neither: a request whose every key is misspelt is still better explained as one.
        return !zoneLike;
    }

    private object? ValueOf(string parameter) => parameter switch
    {
        nameof(RestoreTenantName) => RestoreTenantName,
        nameof(DataBackupUri) => DataBackupUri,
        nameof(ArchiveLogUri) => ArchiveLogUri,
        nameof(Timestamp) => Timestamp,
        nameof(Scn) => Scn,
        nameof(HaHighThreadScore) => HaHighThreadScore,
        nameof(ZoneList) => ZoneList,
        nameof(PrimaryZone) => PrimaryZone,
        nameof(Concurrency) => Concurrency,
        nameof(Decryption) => Decryption,
        _ => KmsEncryptInfo,
    };

    private void StartRequest(IReadOnlyList<KeyValuePair<string, object?>> bag)
    {
        requests++;
        RestoreDraft row = RestoreDraft.FromBag(bag);

        // Never the row itself: as an error's target it would show the keys inside its URIs.
        RestoreDraft whole = row.CompletedBy(line);
        Start(whole, whole.RestoreTenantName ?? $"request {requests} of the pipeline");
    }

    private void StartFromLine()
    {
        // An empty CSV, a filter that let nothing through: what stands on the command line was meant for what did not come.
        if (records == 0 && MyInvocation.ExpectingInput)
        {
            if (RestoreTenantName is null && DataBackupUri is null)
            {
                WriteWarning("Nothing came down the pipeline: no restore was started.");
                return;
            }

            if (line.ZoneList is not null)
            {
                line.Faults.Add("NothingPiped", nameof(InputObject), "Nothing came down the pipeline, so nothing was started. Without a pipeline in front, the command line alone makes one restore.");
            }
        }

        line.Faults.AddRange(zoneFaults.All);
        line.HasUnreadableZones = !zoneFaults.IsEmpty;
        if (pipedZones.Count > 0)
        {
            if (line.ZoneList is not null)
            {
                line.Faults.Add("ConflictingValue", nameof(ZoneList), "Zones are both piped and passed with -ZoneList. Keep one of them.");
            }
            else
            {
                line.ZoneList = pipedZones;
            }
        }

        Start(line, line.RestoreTenantName);
    }

    private void Start(RestoreDraft draft, object? target)
    {
        try
        {
            TenantRestoreRequest request = draft.ToRequest();
            client ??= new ObshellClient(ConnectionOrCurrent(Connection), Log);
            string until = request.Until is { } point ? $"up to {point.Utc} (SCN {point.Scn})" : "up to the newest point of the backup";
            if (ShouldProcess(
                $"tenant '{request.RestoreTenantName}' on {client.Connection}",
                $"Restore from {request.DataBackupUri} {until}"))
            {
                pending.Enqueue(new PendingStart(request.RestoreTenantName, SendAsync(client, request, StopToken)));
            }
        }
        catch (ObshellException e)
        {
            WriteFault(e, target);
        }
    }

    private async Task<RestoreStart> SendAsync(ObshellClient sender, TenantRestoreRequest request, CancellationToken stop)
    {
        await throttle!.WaitAsync(stop).ConfigureAwait(false);
        Interlocked.Increment(ref onTheirWay);
        try
        {
            return await Task.Run(() => AttachExisting ? sender.Restores.StartOrAttachAsync(request, stop) : sender.StartRestoreAsync(request, stop), stop).ConfigureAwait(false);
        }
        finally
        {
            // Not after a stop: what was on its way then is what the user must be told of.
            if (!stop.IsCancellationRequested)
            {
                Interlocked.Decrement(ref onTheirWay);
            }

            throttle.Release();
        }
    }

    /// <summary>Writes what has been answered, in the order of the input.</summary>
    private void WriteFinished()
    {
        Pump.Drain();
        while (pending.Count > 0 && pending.Peek().Work.IsCompleted)
        {
            PendingStart done = pending.Dequeue();
            try
            {
                RestoreStart start = done.Work.GetAwaiter().GetResult();
                WriteAudit(done.Tenant, start.Agent, start.TraceId, (start.WasAttached ? "refused, attached to DAG " : "DAG ") + start.Dag.Id);
                WarnOfAttached(done.Tenant, start);
                if (start.WasFound)
                {
                    WriteWarning($"The agent's answer was lost. The restore of tenant '{done.Tenant}' has been started all the same: it is DAG {start.Dag.Id}, found by looking for it.");
                }

                WriteObject(start.Dag);
            }
            catch (ObshellException e)
            {
                WriteAuditOf(done.Tenant, e);
                WriteFault(e, done.Tenant);
            }
            catch (OperationCanceledException)
            {
                throw new PipelineStoppedException();
            }
        }
    }

    private void WarnOfAttached(string tenant, RestoreStart start)
    {
        if (start.WasAttached)
        {
            WriteVerbose($"Tenant '{tenant}' has this restore already: DAG {start.Dag.Id} ({start.Dag.State}). No other was started.");
            if (start.NotCompared.Count > 0)
            {
                WriteWarning($"DAG {start.Dag.Id} is taken for the restore of tenant '{tenant}' that was asked for, but the agent does not tell enough to compare: {string.Join(", ", start.NotCompared)}.");
            }
        }
    }

    /// <summary>Only what went out to an agent is a change sent; what was refused here or never left is not.</summary>
    private void WriteAuditOf(string tenant, ObshellException e) => AuditRecord.Write(this, "POST tenant/restore", tenant, client!.Connection, e);

    private void WriteAudit(string tenant, string agent, string traceId, string outcome) => WriteInformation(
        new AuditRecord("POST tenant/restore", tenant, client!.Connection.ClusterName, agent, traceId, outcome), [AuditRecord.Tag]);

    private sealed class PendingStart
    {
        public PendingStart(string tenant, Task<RestoreStart> work)
        {
            Tenant = tenant;
            Work = work;
        }

        public string Tenant { get; }

        public Task<RestoreStart> Work { get; }
    }
}
