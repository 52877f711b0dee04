using System.Management.Automation;
using Obshell.Recovery;
using Obshell.Recovery.Backups;
using ObshellPS.Backups;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Objects;

namespace ObshellPS.Commands;

/// <summary>
/// Tests whether the backups of tenants meet the targets. It only reads. A tenant that is not protected is reported in the output, not as
/// an error.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "ObTenantBackup")]
[OutputType(typeof(TenantBackupReport), typeof(bool))]
public sealed class TestObTenantBackupCommand : TenantBackupCmdlet
{
    private BackupTargets targets = new();
    private int tested;
    private bool isBad;

    /// <summary>The maximum delay of the log archive.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [DurationTransformation]
    [LeftOutMeans(nameof(LeftOutTexts.NoTarget))]
    public TimeSpan? TargetRpo { get; set; }

    /// <summary>The maximum age of the newest complete data backup.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [DurationTransformation]
    [LeftOutMeans(nameof(LeftOutTexts.NoLimit))]
    public TimeSpan? MaxBackupAge { get; set; }

    /// <summary>Returns one bool for all tenants: false when a tenant is not protected, or could not be tested.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        targets = new BackupTargets { Rpo = TargetRpo, MaxAge = MaxBackupAge };
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (Quiet)
        {
            WriteObject(tested > 0 && !isBad);
        }
    }

    private protected override bool TakeBackup(object? item)
    {
        if (PropertyBag.Unwrap(item) is not TenantBackup backup)
        {
            return false;
        }

        Write(backup);
        return true;
    }

    private protected override void Failed() => isBad = true;

    private protected override void Write(TenantBackup backup)
    {
        TenantBackupReport report = BackupJudge.Judge(backup, targets);
        tested++;
        isBad |= report.Outcome == BackupOutcome.NotProtected;
        if (!Quiet)
        {
            WriteObject(report);
        }
    }
}
