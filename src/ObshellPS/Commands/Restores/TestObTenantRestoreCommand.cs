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
/// Tests restores without starting them. One report contains everything that would fail. The cmdlet changes nothing, so it has no
/// ShouldProcess. A restore that cannot succeed is reported in the output, not as an error.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "ObTenantRestore")]
[OutputType(typeof(PreflightReport))]
public sealed class TestObTenantRestoreCommand : TenantRestoreCmdlet
{
    private OrderedWork<PreflightReport>? works;
    private PreflightRun? preflight;
    private int requests;

    /// <summary>How many restores the cmdlet tests at the same time when several restores are piped.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>The connection; default: the current one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    private protected override bool IsTest => true;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        works = new OrderedWork<PreflightReport>(ThrottleLimit, Pump, StopToken, Show, Fail);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        if (requests > 1)
        {
            works!.Write();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        works!.WriteToEnd();
    }

    private protected override void Take(RestoreDraft draft, string? tenant, PipedRow? row)
    {
        try
        {
            preflight ??= new PreflightRun(new ObshellClient(ConnectionOrCurrent(Connection), Log));
            TenantRestoreRequest request = draft.ToUncheckedRequest();
            PreflightRun asked = preflight;
            InputFault[] faults = [.. draft.Faults.All];
            requests++;
            works!.Add((tenant, row), stop => asked.TestAsync(request, faults, stop));
        }
        catch (ObshellException e)
        {
            WriteFault(e, tenant, row);
        }
    }

    /// <summary>Shows the report of a single request as a checklist. With several requests, each report is one line.</summary>
    private void Show(PreflightReport report)
    {
        var shown = PSObject.AsPSObject(report);
        if (requests == 1)
        {
            shown.TypeNames.Insert(0, typeof(PreflightReport).FullName + "#Checklist");
        }

        WriteObject(shown);
    }

    private void Fail(object? target, ObshellException fault)
    {
        (string? tenant, PipedRow? row) = ((string?, PipedRow?))target!;
        WriteFault(fault, tenant, row);
    }
}
