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

/// <summary>Writes what has to be known to restore the tenants of this cluster on another one into a file. Sends reads only.</summary>
[Cmdlet(VerbsData.Export, "ObRecoveryPlan", DefaultParameterSetName = "Path", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo), typeof(RecoveryPlanEntry))]
public sealed class ExportObRecoveryPlanCommand : TenantBackupCmdlet
{
    private readonly List<TenantBackup> backups = [];
    private Dictionary<string, int> priorities = [];
    private ReportFile? file;
    private RecoveryPlan? earlier;
    private bool hasFailed;

    /// <summary>The file. A pattern that one file matches is that file.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path")]
    [Alias("FilePath")]
    public string Path { get; set; } = "";

    /// <summary>The file, without wildcards.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>Names of tenants, wildcards allowed, or tenants. Default: all but <c>sys</c>.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true)]
    [Alias("Name", "InputObject")]
    [ArgumentCompleter(typeof(TenantNameCompleter))]
    [SupportsWildcards]
    [LeftOutMeans(LeftOut.AllTenants)]
    public override object[]? TenantName { get; set; }

    /// <summary>Which tenants are restored first: @{ orders = 1; crm = 2 }. The others come after them, by name.</summary>
    [Parameter]
    [LeftOutMeans(LeftOut.PlanOrder)]
    public IDictionary? Priority { get; set; }

    /// <summary>Replaces whatever is there: a plan that says more, another file, a read-only one.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the entries of the plan in place of the file.</summary>
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
            if (Make() is { } plan && ShouldProcess(file!.Path, $"Write a recovery plan of {Amounts.OfCount(plan.Entries.Length, "tenant", "tenants")}"))
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

    /// <returns>Null when nothing may be written; then everything is said.</returns>
    private RecoveryPlan? Make()
    {
        if (backups.Count == 0)
        {
            return hasFailed ? null : throw new ObshellInputException(new InputFault("TenantNotFound", nameof(TenantName), "No tenant was found, so no plan was written. 'sys' is not backed up and is never part of a plan."));
        }

        string[] clusters = [.. backups.Select(b => b.ClusterName).Distinct()];
        if (clusters.Length > 1)
        {
            throw new ObshellInputException(new InputFault("InvalidRecoveryPlan", nameof(TenantName), $"The tenants are of several clusters: {string.Join(", ", clusters.Select(TextFault.Quote))}. Write one plan for each cluster."));
        }

        var replaced = new PlanReplacement(file!.Path);
        earlier = replaced.Earlier is { } there && there.ClusterName == backups[0].ClusterName && there.ClusterId == backups[0].ClusterId ? there : null;
        var plan = RecoveryPlan.Of(backups, priorities, earlier);
        PlanPriorities.Check(priorities, plan.Entries.Select(e => e.TenantName));
        if (!Force && replaced.Loss(plan, hasFailed ? ["see the errors above"] : [], TenantName is not null || MyInvocation.ExpectingInput) is { } loss)
        {
            WriteError(ErrorRecords.OfFile(
                new IOException($"'{file.Path}' is kept."), "RecoveryPlanKept", file.Path, $"'{file.Path}' is kept as it is: {loss}.",
                "Give another -Path; or -Force to replace it all the same."));
            return null;
        }

        foreach (string tenant in plan.Unread)
        {
            WriteWarning($"Tenant '{tenant}': not all of its backup could be read. Get-ObTenantBackup {CommandArgument.Of(tenant)} says what. The plan has what is known.");
        }

        foreach (RecoveryPlanEntry entry in plan.Entries.Where(e => !e.HasBackup))
        {
            WriteWarning($"Tenant '{entry.TenantName}' ({entry.State}): there is no complete backup, so it cannot be restored from this plan.");
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
            WriteObject(new FileInfo(file!.Path));
        }
    }
}
