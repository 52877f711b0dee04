using System.Globalization;
using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Changes;
using Obshell.Client.Display;
using ObshellPS.Completion;
using ObshellPS.Pipeline;
using ObshellPS.References;

namespace ObshellPS.Commands;

/// <summary>
/// Removes unit configs. It is read first: the agent answers a removal with success also when there is none of that name,
/// and a typing error would look like work done.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "ObUnitConfig", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveObUnitConfigCommand : ObChangeCmdlet
{
    /// <summary>Names of the unit configs, or the objects of Get-ObUnitConfig.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(UnitConfigNameCompleter))]
    public object[] Name { get; set; } = [];

    /// <summary>The connection; default: the unit config's own, else the current one.</summary>
    [Parameter]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CountRecord();
        foreach (object? item in Name)
        {
            Remove(item);
        }
    }

    private void Remove(object? item)
    {
        try
        {
            UnitConfigReference given = UnitConfigReference.From(item);
            string name = given.Name;
            ObConnection connection = given.ConnectionFor(Connection, ConnectionOrCurrent);
            var client = new ObshellClient(connection, Log);
            UnitConfig Look() => Run(stop => client.Units.GetAsync(name, stop));
            if (Agreed(Look(), Look, unit => new ChangeQuestion($"unit config '{unit.Name}' on {connection}", $"Remove ({Size(unit)})", IsDestructive: false, Size(unit))) is not null)
            {
                Send(
                    connection,
                    new ChangeText<PlainChange>("DELETE unit/config", name)
                    {
                        Outcome = static c => c.AnswerLost ? c.Outcome : "removed",
                        UnderWay = $"the removal of unit config '{name}'",
                        Where = $"Get-ObUnitConfig {CommandArgument.Of(name)} shows it.",
                        Found = _ => $"Unit config '{name}' is gone all the same.",
                    },
                    stop => client.Units.RemoveAsync(name, stop));
            }
        }
        catch (ObshellException e)
        {
            WriteFault(e, item);
        }
    }

    private static string Size(UnitConfig unit) =>
        (unit.MaxCpu is { } cores ? cores.ToString(CultureInfo.InvariantCulture) + (cores == 1 ? " core" : " cores") : "cores not told")
        + ", " + (unit.MemorySize is { } bytes ? Amounts.OfBytes(bytes) + " of memory" : "memory not told");
}
