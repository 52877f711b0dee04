using System.Management.Automation;
using Obshell.Client;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>Converts an SCN of OceanBase to a moment, exact to the nanosecond.</summary>
[Cmdlet(VerbsData.ConvertFrom, "ObScn")]
[OutputType(typeof(RestorePoint))]
public sealed class ConvertFromObScnCommand : ObCmdlet
{
    /// <summary>Nanoseconds since 1970 UTC.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [AllowNull]
    public object[]? Scn { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (object? item in Scn ?? [null!])
        {
            var faults = new FaultList();
            if (InputValue.Scn(item, nameof(Scn), faults) is { } point)
            {
                WriteObject(point);
                continue;
            }

            if (faults.IsEmpty)
            {
                faults.Add("InvalidScn", nameof(Scn), RestoreRequestTexts.ScnMissing);
            }

            WriteFault(new ObshellInputException([.. faults.All]), item);
        }
    }
}
