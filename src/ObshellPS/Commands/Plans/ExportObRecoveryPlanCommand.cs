using System.Collections;
using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Plans.Format;
using ObshellPS.Backups;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Errors;
using ObshellPS.Plans;
using ObshellPS.Reports;

namespace ObshellPS.Commands;

/// <summary>
/// Writes a file with the facts that are needed to restore the tenants of this cluster on another cluster. It changes nothing on this
/// cluster.
/// </summary>
[Cmdlet(VerbsData.Export, "ObRecoveryPlan", DefaultParameterSetName = "Path", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo), typeof(RecoveryPlanEntry))]
public sealed class ExportObRecoveryPlanCommand : TenantBackupCmdlet
{
    private readonly List<TenantBackup> backups = [];
    private Dictionary<string, int> priorities = [];
    private ReportFile? file;
    private RecoveryPlan? earlier;
    private bool hasFailed;

    /// <summary>The file. If the path has wildcards and exactly one file matches, that file is used.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path")]
    [Alias("FilePath")]
    public string Path { get; set; } = "";

    /// <summary>The file, without wildcards.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>The tenants: names (wildcards allowed) or tenant objects. Default: all except <c>sys</c>.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true)]
    [Alias("Name", "InputObject")]
    [ArgumentCompleter(typeof(TenantNameCompleter))]
    [SupportsWildcards]
    [LeftOutMeans(nameof(LeftOutTexts.AllTenants))]
    public override object[]? TenantName { get; set; }

    /// <summary>
    /// The priorities of tenants, for example @{ orders = 1; crm = 2 }. Tenants without a priority come last, sorted by name.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.PlanOrder))]
    public IDictionary? Priority { get; set; }

    /// <summary>
    /// Also replaces a plan that has more information than the new plan, a file that is not a plan, and a read-only file.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the entries of the plan instead of the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            priorities = PlanPriorities.Read(Priority);
        }
        catch (ObshellInputException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, Path));
        }

        file = ReportFile.Open(this, LiteralPath ?? Path, FileKind.RecoveryPlan, LiteralPath is not null, noClobber: false, Force);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        try
        {
            if (Make() is { } plan && ShouldProcess(file!.Path, plan.Entries.Length == 1 ? RecoveryPlanTexts.WriteOne : RecoveryPlanTexts.FormatWriteMany(Amounts.OfCount(plan.Entries.Length))))
            {
                Write(plan);
            }
        }
        catch (ObshellInputException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, Path));
        }
    }

    private protected override void Write(TenantBackup backup) => backups.Add(backup);

    private protected override void Failed() => hasFailed = true;

    /// <returns>Null when the plan must not be exported; the errors have been written.</returns>
    private RecoveryPlan? Make()
    {
        if (backups.Count == 0)
        {
            return hasFailed ? null : throw new ObshellInputException(new InputFault("TenantNotFound", nameof(TenantName), RecoveryPlanTexts.NoTenant));
        }

        string[] clusters = [.. backups.Select(b => b.ClusterName).Distinct()];
        if (clusters.Length > 1)
        {
            throw new ObshellInputException(new InputFault("InvalidRecoveryPlan", nameof(TenantName), RecoveryPlanTexts.FormatSeveralClusters(Listing.Of(clusters.Select(TextFault.Quote)))));
        }

        var replaced = new PlanReplacement(file!.Path);
        earlier = replaced.Earlier is { } there && there.ClusterName == backups[0].ClusterName && there.ClusterId == backups[0].ClusterId ? there : null;
        var plan = RecoveryPlan.Of(backups, priorities, earlier);
        PlanPriorities.Check(priorities, plan.Entries.Select(e => e.TenantName));
        if (!Force && replaced.Loss(plan, hasFailed, TenantName is not null || MyInvocation.ExpectingInput) is { } loss)
        {
            WriteError(ErrorRecords.OfFile(
                new IOException(RecoveryPlanTexts.FormatPlanKept(file.Path, loss)), "RecoveryPlanKept", file.Path, RecoveryPlanTexts.FormatPlanKept(file.Path, loss),
                RecoveryPlanTexts.AdviceKept));
            return null;
        }

        foreach (string tenant in plan.Unread)
        {
            WriteWarning(RecoveryPlanTexts.FormatTenantUnread(tenant, CommandArgument.Of(tenant)));
        }

        foreach (RecoveryPlanEntry entry in plan.Entries.Where(e => !e.HasBackup))
        {
            WriteWarning(RecoveryPlanTexts.FormatTenantWithoutBackup(entry.TenantName, entry.State.ToString()));
        }

        return plan;
    }

    private void Write(RecoveryPlan plan)
    {
        string text = PlanWriter.Text(plan, earlier);
        if (Run(stop => Task.Run(() => file!.Write(to => to.Write(text), stop), stop)) is { } fault)
        {
            ThrowTerminatingError(fault);
        }

        if (PassThru)
        {
            WriteObject(plan.Entries, enumerateCollection: true);
        }
        else
        {
            WriteObject(file!.Item(InvokeProvider));
        }
    }
}
