using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client;
using Obshell.Recovery;
using Obshell.Recovery.Attaching;
using ObshellPS.Pipeline;
using ObshellPS.Requests;

namespace ObshellPS.Commands;

/// <summary>Starts tenant restores, and returns the DAG of each.</summary>
[Cmdlet(VerbsLifecycle.Start, "ObTenantRestore", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ObDag))]
public sealed class StartObTenantRestoreCommand : TenantRestoreCmdlet
{
    private readonly Queue<PendingStart> pending = new();

    // Never disposed: it holds nothing unless its wait handle is asked for, and a request may still be ending after us.
    private SemaphoreSlim? throttle;
    private ObshellClient? client;
    private int onTheirWay;

    /// <summary>Where the tenant is being restored already, or was with success, return that restore when it is the same one.</summary>
    [Parameter]
    public SwitchParameter AttachExisting { get; set; }

    /// <summary>How many requests may be on their way at once when several are piped.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>The connection; default: the current one.</summary>
    [Parameter]
    public ObConnection? Connection { get; set; }

    private protected override string Done => "started";

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
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        base.StopProcessing();
        TellOfThoseOnTheirWay();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            // Select-Object -First and -ErrorAction Stop end the pipeline without stopping this cmdlet.
            TellOfThoseOnTheirWay();
        }
    }

    private protected override void Take(RestoreDraft draft, object? target)
    {
        try
        {
            TenantRestoreRequest request = draft.ToRequest();
            client ??= new ObshellClient(ConnectionOrCurrent(Connection), Log);
            string until = request.Until is { } point ? $"up to {point.Utc} (SCN {point.Scn})" : "up to the newest point of the backup";
            if (MayChange(
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
        bool left = false;
        try
        {
            return await Task.Run(
                () => AttachExisting ? new RestoreAttaching(sender).StartAsync(request, Leave, stop) : sender.Restores.StartAsync(request, Leave, stop), stop).ConfigureAwait(false);
        }
        finally
        {
            // Not after a stop: what was on its way then is what the user must be told of.
            if (left && !stop.IsCancellationRequested)
            {
                Interlocked.Decrement(ref onTheirWay);
            }

            throttle.Release();
        }

        void Leave()
        {
            left = true;
            Interlocked.Increment(ref onTheirWay);
        }
    }

    private void TellOfThoseOnTheirWay()
    {
        if (Interlocked.Exchange(ref onTheirWay, 0) is > 0 and var count)
        {
            TellHost($"Stopped while {count} request(s) to restore were on their way: they may have been started. Get-ObDag -Unfinished shows which.");
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
                RestoreStart start = Settle(
                    client!.Connection,
                    new ChangeText<RestoreStart>("POST tenant/restore", done.Tenant)
                    {
                        Found = s => $"The restore of tenant '{done.Tenant}' has been started all the same: it is DAG {s.Dag.Id}, found by looking for it.",
                    },
                    () => done.Work.GetAwaiter().GetResult());
                WarnOfAttached(done.Tenant, start);
                WriteObject(ObDag.Of(start.Dag));
            }
            catch (ObshellException e)
            {
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
        if (start is AttachedRestore attached)
        {
            WriteVerbose($"Tenant '{tenant}' has this restore already: DAG {start.Dag.Id} ({start.Dag.State}). No other was started.");
            if (attached.Doubt.Length > 0)
            {
                WriteWarning($"DAG {start.Dag.Id} is taken for the restore of tenant '{tenant}' that was asked for. {attached.Doubt}");
            }
        }
    }

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
