using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery;
using Obshell.Recovery.Preflight;
using ObshellPS.Completion;
using ObshellPS.Objects;
using ObshellPS.Pipeline;
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
    private OrderedWork<PreflightReport>? works;
    private PreflightRun? preflight;

    /// <summary>How many restores may be tested at once when several are piped.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>The connection; default: the current one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    private protected override string Done => "tested";

    private protected override string MixedInputId => "ZonesNotTested";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        works = new OrderedWork<PreflightReport>(ThrottleLimit, Pump, StopToken);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        works!.Write(Finish);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        works!.WriteToEnd(Finish);
    }

    private protected override void Take(RestoreDraft draft, string? tenant, PipedRow? row)
    {
        try
        {
            preflight ??= new PreflightRun(new ObshellClient(ConnectionOrCurrent(Connection), Log));
            TenantRestoreRequest request = draft.ToUncheckedRequest();
            PreflightRun asked = preflight;
            InputFault[] faults = [.. draft.Faults.All];
            works!.Add((tenant, row), stop => asked.TestAsync(request, faults, stop));
        }
        catch (ObshellException e)
        {
            WriteFault(e, tenant, row);
        }
    }

    private void Finish(object? target, Task<PreflightReport> work)
    {
        try
        {
            WriteObject(work.GetAwaiter().GetResult());
        }
        catch (ObshellException e)
        {
            (string? tenant, PipedRow? row) = ((string?, PipedRow?))target!;
            WriteFault(e, tenant, row);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
