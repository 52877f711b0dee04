using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>The zones of the cluster, their servers, and the free resources of the servers.</summary>
[Cmdlet(VerbsCommon.Get, "ObZone")]
[OutputType(typeof(ObZone))]
public sealed class GetObZoneCommand : ObCmdlet
{
    /// <summary>Only zones with these names; wildcards allowed.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(ZoneNameCompleter))]
    [SupportsWildcards]
    [LeftOutMeans(nameof(LeftOutTexts.AllZones))]
    public string[]? Name { get; set; }

    /// <summary>The connection; default: the current one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var client = new ObshellClient(ConnectionOrCurrent(Connection), Log);
            ObZone[] zones = Run(stop => client.Topology.ReadZonesAsync(stop));
            if (Name is null)
            {
                WriteObject(zones, enumerateCollection: true);
                return;
            }

            foreach (string name in Name)
            {
                var pattern = WildcardPattern.Get(name, WildcardOptions.None);
                ObZone[] found = [.. zones.Where(z => pattern.IsMatch(z.Name))];
                if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
                {
                    WriteFault(new ObshellInputException(new InputFault(
                        "ZoneNotFound", nameof(Name), ResourceTexts.FormatZoneUnknown(TextFault.Quote(name), Listing.Of(zones.Select(z => z.Name))))), name);
                }

                WriteObject(found, enumerateCollection: true);
            }
        }
        catch (ObshellException e)
        {
            WriteFault(e, null);
        }
    }
}
