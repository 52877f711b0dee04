using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Restores.Requests;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Errors;
using ObshellPS.Objects;
using ObshellPS.Pipeline;
using ObshellPS.Requests;

namespace ObshellPS.Commands;

/// <summary>
/// Makes zones for a restore. A zone that is not valid ends the pipeline: a restore must not start with fewer zones than the user asked for
/// (promise 3).
/// </summary>
[Cmdlet(VerbsCommon.New, "ObZoneParam")]
[OutputType(typeof(ZoneParam))]
public sealed class NewObZoneParamCommand : ObCmdlet
{
    /// <summary>
    /// Names of zones, zones from Get-ObZone, or objects with the properties of a zone (hashtables, CSV rows, JSON objects).
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("InputObject")]
    [ArgumentCompleter(typeof(ZoneNameCompleter))]
    public object[]? Name { get; set; }

    /// <summary>The unit config for zones that define no unit config.</summary>
    [Parameter(Position = 1)]
    [Alias("unit_config_name")]
    [ArgumentCompleter(typeof(UnitConfigNameCompleter))]
    public string? UnitConfigName { get; set; }

    /// <summary>The number of units for zones that define no number.</summary>
    [Parameter(Position = 2)]
    [Alias("unit_num")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public object? UnitNum { get; set; }

    /// <summary>The replica type (FULL or READONLY) for zones that define no replica type.</summary>
    [Parameter(Position = 3)]
    [Alias("replica_type")]
    public ReplicaType ReplicaType { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Name is null || Name.Length == 0)
        {
            Refuse(new FaultList(), null, ("InvalidZoneName", ResourceTexts.ZoneNameMissing));
            return;
        }

        foreach (object? item in Name)
        {
            WriteObject(Read(item));
        }
    }

    private ZoneParam Read(object? item)
    {
        var faults = new FaultList();

        // UnitNum has the type object, because PowerShell would convert 1.5 to 2 units.
        int units = InputValue.Int32(UnitNum, nameof(UnitNum), faults) ?? 0;
        ZoneParam? zone = null;
        bool isNumberMissing = false;
        if (PropertyBag.Unwrap(item) is ZoneParam given)
        {
            zone = given;
        }
        else if (PropertyBag.Open(item) is { } bag)
        {
            var defaults = new ZoneParam(name: "", UnitConfigName ?? "", units) { ReplicaType = ReplicaType };
            zone = ZoneReader.FromBag(bag, nameof(Name), faults, defaults);
        }
        else if ((PropertyBag.Unwrap(item) is ObZone known ? known.Name : InputValue.Text(item, nameof(Name), faults)) is { } name)
        {
            isNumberMissing = InputValue.IsBlank(UnitNum);
            zone = new ZoneParam(name, UnitConfigName ?? "", units) { ReplicaType = ReplicaType };
        }
        else if (faults.IsEmpty)
        {
            faults.Add("InvalidZoneName", nameof(Name), ResourceTexts.ZoneNameEmpty);
        }

        if (zone is not null && faults.IsEmpty)
        {
            // The number 0 of a zone without a number is not a value that the user gave.
            faults.AddRange(RestoreRequestChecker.CheckZone(zone).Select(f => isNumberMissing && f.Parameter == nameof(UnitNum)
                ? new InputFault("MissingParameter", f.Parameter, RestoreRequestTexts.UnitNumMissing, f.AgentErrorCode) : f));
        }

        if (!faults.IsEmpty || zone is null)
        {
            Refuse(faults, item);
        }

        return zone!;
    }

    private void Refuse(FaultList faults, object? item, params (string Id, string Message)[] more)
    {
        foreach ((string id, string message) in more)
        {
            faults.Add(id, nameof(Name), message);
        }

        // Text may be a line of a file with passwords, so it is not the target of the error.
        ThrowTerminatingError(ErrorRecords.From(new ObshellInputException(new List<InputFault>(faults.All)), PropertyBag.Unwrap(item) is string ? null : item));
    }
}
