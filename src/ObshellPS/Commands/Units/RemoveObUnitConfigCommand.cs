using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Changes;
using Obshell.Client.Display;
using ObshellPS.Completion;
using ObshellPS.Errors;
using ObshellPS.Pipeline;
using ObshellPS.References;

namespace ObshellPS.Commands;

/// <summary>
/// Removes unit configs. It reads each unit config first, because the agent reports success even for a name that does not exist. If a
/// resource pool uses the unit config, the cmdlet writes an error and does not ask.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "ObUnitConfig", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveObUnitConfigCommand : ObChangeCmdlet
{
    /// <summary>The unit configs: names, or objects from Get-ObUnitConfig.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(UnitConfigNameCompleter))]
    public object[] Name { get; set; } = [];

    /// <summary>The connection. Default: the connection that the unit config was read with, otherwise the current connection.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
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
            NoWildcards.Check(item, "InvalidUnitConfigName", nameof(Name), static pattern => "Get-ObUnitConfig " + pattern);
            ObConnection connection = given.ConnectionFor(Connection, ConnectionOrCurrent);
            var client = new ObshellClient(connection, Log);
            Look Looked() => Run(stop => ReadAsync(client, name, stop));
            if (Agreed(Looked(), Looked, look => Question(connection, look)) is not null)
            {
                Send(
                    connection,
                    new ChangeText<PlainChange>("DELETE unit/config", name)
                    {
                        Outcome = static c => c.AnswerLost ? c.Outcome : PipelineTexts.OutcomeRemoved,
                        UnderWay = ResourceTexts.FormatRemovalOf(name),
                        Where = ResourceTexts.FormatUnitConfigShows(CommandArgument.Of(name)),
                        Found = _ => ResourceTexts.FormatRemovedFound(name),
                    },
                    stop => client.Units.RemoveAsync(name, stop));
            }
        }
        catch (ObshellException e)
        {
            WriteFault(e, item);
        }
    }

    /// <returns>Null when OceanBase would refuse; the error has been written.</returns>
    private ChangeQuestion? Question(ObConnection connection, Look look)
    {
        UnitConfig unit = look.Unit;
        if (look.Pools.Length > 0)
        {
            WriteError(ErrorRecords.From(new RestoreFaultException(
                "UnitConfigInUse",
                look.Pools.Length == 1 ? ResourceTexts.FormatInUse(look.Pools[0], unit.Name) : ResourceTexts.FormatInUseByMany(Listing.Of(look.Pools), unit.Name),
                ResourceTexts.AdviceInUse, unit.Name)));
            return null;
        }

        return new ChangeQuestion(ResourceTexts.FormatUnitConfigOn(unit.Name, connection.ToString()), ResourceTexts.FormatRemove(Size(unit)), IsDestructive: false, Size(unit));
    }

    private static async Task<Look> ReadAsync(ObshellClient client, string name, CancellationToken stop)
    {
        UnitConfig unit = await client.Units.GetAsync(name, stop).ConfigureAwait(false);
        try
        {
            ResourcePool[] pools = await client.ResourcePools.ReadAsync(stop).ConfigureAwait(false);
            return new Look(unit, [.. pools.Where(p => p.UnitConfigId == unit.UnitConfigId && unit.UnitConfigId != 0).Select(p => p.Name)]);
        }
        catch (ObshellApiException e) when (!e.IsAuthentication)
        {
            // If the pools cannot be read, continue: OceanBase makes the same check itself.
            return new Look(unit, []);
        }
    }

    private static string Size(UnitConfig unit) => Listing.Clauses(
        unit.MaxCpu is { } cores ? Amounts.OfCores(cores) : ResourceTexts.CoresUnknown,
        unit.MemorySize is { } bytes ? ResourceTexts.FormatMemory(Amounts.OfBytes(bytes)) : ResourceTexts.MemoryUnknown);

    /// <summary>The unit config, and the resource pools that use it.</summary>
    private sealed record Look(UnitConfig Unit, string[] Pools);
}
