using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Restores.Requests;
using Obshell.Recovery;
using Obshell.Recovery.Attaching;
using ObshellPS.Completion;
using ObshellPS.Objects;
using ObshellPS.Pipeline;
using ObshellPS.Requests;

namespace ObshellPS.Commands;

/// <summary>Starts restores of tenants, and returns the DAG of each restore.</summary>
[Cmdlet(VerbsLifecycle.Start, "ObTenantRestore", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DagDetail))]
public sealed class StartObTenantRestoreCommand : TenantRestoreCmdlet
{
    private readonly Queue<PendingStart> pending = new();

    // Never dispose this object, because a request may use it after this cmdlet has ended. It has no wait handle, so it has no resources to
    // release.
    private SemaphoreSlim? throttle;
    private ObshellClient? client;
    private readonly List<string> onTheirWay = [];
    private readonly List<RestoreStart> started = [];
    private bool hasEnded;

    /// <summary>
    /// If the same restore of the tenant is already running or was successful, return its DAG and do not start another restore.
    /// </summary>
    [Parameter]
    public SwitchParameter AttachExisting { get; set; }

    /// <summary>How many requests the cmdlet sends at the same time when several restores are piped.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>The connection; default: the current one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    private protected override bool IsTest => false;

    private protected override bool MayRepeatName => AttachExisting;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        throttle = new SemaphoreSlim(ThrottleLimit);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        WriteFinished();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        while (pending.Count > 0)
        {
            PendingStart next = pending.Peek();
            Pump.RunUntil(Task.WhenAny(next.Work), StopToken);
            WriteFinished();
        }

        hasEnded = true;
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        base.StopProcessing();
        TellOfThoseStarted();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            // Select-Object -First and -ErrorAction Stop end the pipeline without a call of StopProcessing.
            TellOfThoseStarted();
        }
    }

    private protected override void Take(RestoreDraft draft, string? tenant, PipedRow? row)
    {
        try
        {
            TenantRestoreRequest request = draft.ToRequest();
            client ??= new ObshellClient(ConnectionOrCurrent(Connection), Log);
            if (client.Restores.CheckFuture(request) is { } future)
            {
                throw new ObshellInputException(future);
            }

            foreach (RequestWarning warning in RequestWarning.Of(request))
            {
                WriteWarning(warning.Text);
            }

            string action = request.Until is { } point
                ? RestoreRequestTexts.FormatRestoreTo(request.DataBackupUri?.ToString(), point.Utc, point.Scn)
                : RestoreRequestTexts.FormatRestoreNewest(request.DataBackupUri?.ToString());
            if (MayChange(PipelineTexts.FormatTenantOn(request.RestoreTenantName, client.Connection.ToString()), action))
            {
                pending.Enqueue(new PendingStart(request.RestoreTenantName, row, SendAsync(client, request, StopToken)));
            }
        }
        catch (ObshellException e)
        {
            WriteFault(e, tenant, row);
        }
    }

    private async Task<RestoreStart> SendAsync(ObshellClient sender, TenantRestoreRequest request, CancellationToken stop)
    {
        await throttle!.WaitAsync(stop).ConfigureAwait(false);
        bool left = false;
        try
        {
            RestoreStart start = await Task.Run(
                () => AttachExisting ? new RestoreAttaching(sender).StartAsync(request, Leave, stop) : sender.Restores.StartAsync(request, Leave, stop), stop).ConfigureAwait(false);
            lock (started)
            {
                started.Add(start);
            }

            return start;
        }
        finally
        {
            // After a stop, keep the tenant's name, because the message to the user lists the requests that were sent and not answered.
            if (left && !stop.IsCancellationRequested)
            {
                lock (started)
                {
                    onTheirWay.Remove(request.RestoreTenantName);
                }
            }

            throttle.Release();
        }

        void Leave()
        {
            left = true;
            lock (started)
            {
                onTheirWay.Add(request.RestoreTenantName);
            }
        }
    }

    /// <summary>
    /// Writes the ids of the started DAGs. This happens in every case, even after Ctrl+C or an error (promise 13), because the pipeline may
    /// have lost the DAGs.
    /// </summary>
    private void TellOfThoseStarted()
    {
        if (hasEnded)
        {
            return;
        }

        hasEnded = true;
        lock (started)
        {
            if (started.Count > 0)
            {
                string ids = string.Join(", ", started.Select(s => CommandArgument.Of(s.Dag.Id)));
                TellHost(RestoreRequestTexts.FormatEndedEarly(Listing.Of(started.Select(s => RestoreRequestTexts.FormatDagOfTenant(s.Dag.Id, s.Dag.TenantName))), ids));
            }

            if (onTheirWay.Count > 0)
            {
                TellHost(RestoreRequestTexts.FormatStoppedSending(Listing.Of(onTheirWay.Select(t => "'" + t + "'"))));
            }
        }
    }

    /// <summary>Writes the answers that have arrived, in the order of the input.</summary>
    private void WriteFinished()
    {
        Pump.Drain();
        while (pending.Count > 0 && pending.Peek().Work.IsCompleted)
        {
            PendingStart done = pending.Dequeue();
            try
            {
                RestoreStart start = Settle(
                    client!.Connection,
                    new ChangeText<RestoreStart>("POST tenant/restore", done.Tenant)
                    {
                        Found = s => RestoreRequestTexts.FormatFoundStart(done.Tenant, s.Dag.Id),
                    },
                    () => done.Work.GetAwaiter().GetResult());
                WarnOfAttached(done.Tenant, start);
                WriteObject(DagDetail.Of(start.Dag));
            }
            catch (ObshellException e)
            {
                WriteFault(e, done.Tenant, done.Row);
            }
            catch (OperationCanceledException)
            {
                throw new PipelineStoppedException();
            }
        }
    }

    private void WarnOfAttached(string tenant, RestoreStart start)
    {
        if (start is AttachedRestore attached)
        {
            WriteVerbose(RestoreRequestTexts.FormatAttached(tenant, start.Dag.Id, start.Dag.State));
            if (attached.Doubt.Length > 0)
            {
                WriteWarning(Listing.Sentences(RestoreRequestTexts.FormatAttachedDoubt(start.Dag.Id, tenant), attached.Doubt));
            }
        }
    }

    private sealed class PendingStart
    {
        public PendingStart(string tenant, PipedRow? row, Task<RestoreStart> work) => (Tenant, Row, Work) = (tenant, row, work);

        public string Tenant { get; }

        public PipedRow? Row { get; }

        public Task<RestoreStart> Work { get; }
    }
}
