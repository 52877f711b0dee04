using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Storage;
using Obshell.Recovery;
using ObshellPS.Backups;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Errors;
using ObshellPS.Pipeline;
using ObshellPS.Plans;

namespace ObshellPS.Commands;

/// <summary>Reads the tenants of a recovery plan as sources of restores, preflights and drills. It sends no request to an agent.</summary>
[Cmdlet(VerbsData.Import, "ObRecoveryPlan")]
[OutputType(typeof(RecoveryPlanEntry))]
public sealed class ImportObRecoveryPlanCommand : ObCmdlet
{
    private StorageCredential? keys;

    /// <summary>The file that Export-ObRecoveryPlan has written.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FilePath", "LiteralPath", "PSPath")]
    public string Path { get; set; } = "";

    /// <summary>
    /// Keys of the object stores: a PSCredential for all places, or a hashtable with a PSCredential for each place. The user name is the
    /// access id, the password is the access key.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.PlacesWithoutKeys))]
    public object? StorageCredential { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            keys = StorageKeys.Read(StorageCredential, nameof(StorageCredential));
        }
        catch (ObshellInputException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, null));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            foreach (RecoveryPlanEntry entry in PlanFile.Read(Path, SessionState.Path.GetUnresolvedProviderPathFromPSPath).Entries)
            {
                entry.UseKeys(keys);
                WriteObject(entry);
            }
        }
        catch (ObshellInputException e)
        {
            WriteFault(e, Path);
        }
    }
}
