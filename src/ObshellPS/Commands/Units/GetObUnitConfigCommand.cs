using System.Management.Automation;
using Obshell.Client;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>The unit configs of the cluster: all of them, or only the unit configs with the given names.</summary>
[Cmdlet(VerbsCommon.Get, "ObUnitConfig")]
[OutputType(typeof(UnitConfig))]
public sealed class GetObUnitConfigCommand : ObCmdlet
{
    /// <summary>Names; wildcards allowed. A name without wildcards that does not exist is an error.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("unit_config_name", "UnitConfigName")]
    [ArgumentCompleter(typeof(UnitConfigNameCompleter))]
    [SupportsWildcards]
    [LeftOutMeans(nameof(LeftOutTexts.AllUnitConfigs))]
    public string[]? Name { get; set; }

    /// <summary>The connection; default: the current one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string? name in Name ?? [null!])
        {
            Read(name);
        }
    }

    private void Read(string? name)
    {
        try
        {
            var client = new ObshellClient(ConnectionOrCurrent(Connection), Log);
            if (name is not null && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteObject(Run(stop => client.Units.GetAsync(name, stop)));
                return;
            }

            var pattern = WildcardPattern.Get(name ?? "*", WildcardOptions.None);
            WriteObject(Run(stop => client.Units.ListAsync(stop)).Where(u => pattern.IsMatch(u.Name)), enumerateCollection: true);
        }
        catch (ObshellException e)
        {
            WriteFault(e, name);
        }
    }
}
