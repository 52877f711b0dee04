using System.Management.Automation;
using Obshell.Client;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>Converts a moment to an SCN of OceanBase, exact to the nanosecond.</summary>
[Cmdlet(VerbsData.ConvertTo, "ObScn")]
[OutputType(typeof(long))]
public sealed class ConvertToObScnCommand : ObCmdlet
{
    /// <summary>ISO 8601 text with Z or offset, a DateTimeOffset, or a DateTime of kind Utc or Local.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [Alias("time_stamp")]
    [AllowNull]
    public object[]? Timestamp { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (object? item in Timestamp ?? [null!])
        {
            var faults = new FaultList();
            if (InputValue.Moment(item, nameof(Timestamp), faults) is { } point)
            {
                WriteObject(point.Scn);
                continue;
            }

            if (faults.IsEmpty)
            {
                faults.Add("InvalidTimestamp", nameof(Timestamp), RestoreRequestTexts.MomentMissing);
            }

            WriteFault(new ObshellInputException([.. faults.All]), item);
        }
    }
}
