using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Units;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Operators;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>Creates a unit config. Before it sends the request, it reports all faults together.</summary>
[Cmdlet(VerbsCommon.New, "ObUnitConfig", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(UnitConfig))]
public sealed class NewObUnitConfigCommand : ObChangeCmdlet
{
    /// <summary>Name of the new unit config.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Name { get; set; }

    /// <summary>Memory of a unit: a text such as 4G, or a number of bytes. PowerShell reads 4GB as a number of bytes.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("memory_size")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public object? MemorySize { get; set; }

    /// <summary>The maximum number of cores of a unit.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("max_cpu")]
    [PlainNumber]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? MaxCpu { get; set; }

    /// <summary>The number of cores that a unit always has.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("min_cpu")]
    [PlainNumber]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? MinCpu { get; set; }

    /// <summary>The maximum number of I/O operations per second.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("max_iops")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public object? MaxIops { get; set; }

    /// <summary>The number of I/O operations per second that a unit always has.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("min_iops")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public object? MinIops { get; set; }

    /// <summary>The log disk of a unit.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("log_disk_size")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public object? LogDiskSize { get; set; }

    /// <summary>The connection; default: the current one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var unread = new FaultList();
        var spec = new UnitConfigSpec
        {
            Name = Name ?? "",
            MemorySize = SizeInput.Read(MemorySize) ?? "",
            MaxCpu = MaxCpu ?? 0,
            MinCpu = MinCpu,
            MaxIops = InputValue.Int64(MaxIops, nameof(MaxIops), unread),
            MinIops = InputValue.Int64(MinIops, nameof(MinIops), unread),
            LogDiskSize = SizeInput.Read(LogDiskSize),
        };
        try
        {
            // The 0 of a MaxCpu that is not given is not a value that the user gave.
            List<InputFault> faults = [.. unread.All, .. UnitConfigChecker.Check(spec).Select(f => MaxCpu is null && f.Parameter == nameof(MaxCpu)
                ? new InputFault("MissingParameter", f.Parameter, ResourceTexts.MaxCpuMissing) : f)];
            ObConnection connection = faults.Count > 0 ? throw new ObshellInputException(faults) : ConnectionOrCurrent(Connection);
            var client = new ObshellClient(connection, Log);
            CheckLimit(client, spec);
            if (MayChange(
                ResourceTexts.FormatUnitConfigOn(spec.Name, connection.ToString()),
                ResourceTexts.FormatCreate(Amounts.OfCores(spec.MaxCpu), spec.MemorySize)))
            {
                Create(client, spec);
            }
        }
        catch (ObshellException e)
        {
            WriteFault(e, spec.Name);
        }
    }

    private void Create(ObshellClient client, UnitConfigSpec spec)
    {
        Send(client.Connection, UnitConfigCreation.Text(spec.Name), stop => client.Units.CreateAsync(spec, stop));
        try
        {
            WriteObject(Run(stop => client.Units.GetAsync(spec.Name, stop)));
        }
        catch (ObshellException e)
        {
            WriteWarning(ResourceTexts.FormatCreatedUnread(spec.Name, CommandArgument.Of(spec.Name)));
            WriteFault(e, spec.Name);
        }
    }

    /// <summary>The minimum that the cluster reports. If the cluster reports no minimum, only the agent checks the value.</summary>
    private void CheckLimit(ObshellClient client, UnitConfigSpec spec)
    {
        UnitConfigLimit limit;
        try
        {
            limit = Run(stop => client.Units.GetLimitAsync(stop));
        }
        catch (ObshellApiException e) when (!e.IsAuthentication)
        {
            return;
        }

        List<InputFault> faults = UnitConfigChecker.Check(spec, limit);
        if (faults.Count > 0)
        {
            throw new ObshellInputException(faults);
        }
    }
}
