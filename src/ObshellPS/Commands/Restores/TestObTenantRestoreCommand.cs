using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery;
using Obshell.Recovery.Preflight;
using ObshellPS.Objects;
using ObshellPS.Requests;

namespace ObshellPS.Commands;

/// <summary>
/// Tests restores without starting them: everything that would go wrong, at once. Sends reads alone, so it has no
/// ShouldProcess. A restore that cannot succeed is a report and no error.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "ObTenantRestore")]
[OutputType(typeof(PreflightReport))]
public sealed class TestObTenantRestoreCommand : TenantRestoreCmdlet
{
    private readonly Queue<(string? Tenant, PipedRow? Row, Task<PreflightReport> Work)> pending = new();

    // Never disposed: it holds nothing unless its wait handle is asked for, and a request may still be ending after us.
    private SemaphoreSlim? throttle;
    private PreflightRun? preflight;

    /// <summary>How many restores may be tested at once when several are piped.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>The connection; default: the current one.</summary>
    [Parameter]
    public ObConnection? Connection { get; set; }

    private protected override string Done => "tested";

    private protected override string MixedInputId => "ZonesNotTested";

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
            Pump.RunUntil(Task.WhenAny(pending.Peek().Work), StopToken);
            WriteFinished();
        }
    }

    private protected override void Take(RestoreDraft draft, string? tenant, PipedRow? row)
    {
        try
        {
            preflight ??= new PreflightRun(new ObshellClient(ConnectionOrCurrent(Connection), Log));
            TenantRestoreRequest request = draft.ToUncheckedRequest();
            pending.Enqueue((tenant, row, TestAsync(preflight, request, [.. draft.Faults.All], StopToken)));
        }
        catch (ObshellException e)
        {
            WriteFault(e, tenant, row);
        }
    }

    private async Task<PreflightReport> TestAsync(PreflightRun asked, TenantRestoreRequest request, IReadOnlyList<InputFault> faults, CancellationToken stop)
    {
        await throttle!.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => asked.TestAsync(request, faults, stop), stop).ConfigureAwait(false);
        }
        finally
        {
            throttle.Release();
        }
    }

    /// <summary>Writes what is ready, in the order of the input.</summary>
    private void WriteFinished()
    {
        Pump.Drain();
        while (pending.Count > 0 && pending.Peek().Work.IsCompleted)
        {
            (string? tenant, PipedRow? row, Task<PreflightReport> work) = pending.Dequeue();
            try
            {
                WriteObject(work.GetAwaiter().GetResult());
            }
            catch (ObshellException e)
            {
                WriteFault(e, tenant, row);
            }
            catch (OperationCanceledException)
            {
                throw new PipelineStoppedException();
            }
        }
    }
}
