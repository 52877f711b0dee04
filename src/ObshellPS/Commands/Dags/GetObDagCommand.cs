using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Pipeline;
using ObshellPS.References;

namespace ObshellPS.Commands;

/// <summary>DAGs by id, or those of the cluster or agent.</summary>
[Cmdlet(VerbsCommon.Get, "ObDag", DefaultParameterSetName = ListSet)]
[OutputType(typeof(DagDetail))]
public sealed class GetObDagCommand : ObCmdlet
{
    private const string ListSet = "List";
    private const string IdSet = "Id";

    /// <summary>Ids, or DAGs to be read again.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Dag", "InputObject")]
    [ArgumentCompleter(typeof(DagIdCompleter))]
    public object[] Id { get; set; } = [];

    /// <summary>Only those that are not through. FAILED ones stay in this list until they are repaired or undone.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter Unfinished { get; set; }

    /// <summary>Only those of this tenant; wildcards allowed.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DagTenantCompleter))]
    [LeftOutMeans(LeftOut.DagsOfAllTenants)]
    public string? TenantName { get; set; }

    /// <summary>Only the newest that fits.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter Last { get; set; }

    /// <summary>The cluster's DAGs (restores are among them) or the answering agent's own.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DagScope Scope { get; set; }

    /// <summary>With nodes, sub-tasks and logs. Dear for the agent on a long list.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <summary>The connection; default: the DAG's own, else the current one.</summary>
    [Parameter]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == IdSet)
        {
            foreach (object? item in Id)
            {
                ReadOne(item);
            }
        }
        else
        {
            ReadList();
        }
    }

    private void ReadOne(object? item)
    {
        try
        {
            DagReference dag = DagReference.From(item);
            var client = new ObshellClient(dag.ConnectionFor(Connection, ConnectionOrCurrent), Log);
            AgentDag read = Run(stop => client.Dags.GetAsync(dag.Id, Detailed, stop));
            dag.Meant.Check(read);
            WriteObject(DagDetail.Of(read));
        }
        catch (ObshellException e)
        {
            WriteFault(e, item);
        }
    }

    private void ReadList()
    {
        try
        {
            var client = new ObshellClient(ConnectionOrCurrent(Connection), Log);

            // The newest one with details is one more small read, not the whole history with details.
            bool detailed = Detailed && !Last;
            IEnumerable<AgentDag> dags = Run(stop => client.Dags.ListAsync(Scope, Unfinished, detailed, stop));
            if (TenantName is not null)
            {
                var pattern = WildcardPattern.Get(TenantName, WildcardOptions.IgnoreCase);
                AgentDag[] found = [.. dags.Where(d => d.TenantName.Length > 0 && pattern.IsMatch(d.TenantName))];

                // Of unfinished ones there may be none. A name of which no DAG was ever made is a typing error.
                if (found.Length == 0 && !Unfinished && !WildcardPattern.ContainsWildcardCharacters(TenantName))
                {
                    throw new ObshellInputException(new InputFault("DagNotFound", nameof(TenantName), $"This cluster knows no DAG of a tenant '{TextFault.Quote(TenantName)}'."));
                }

                dags = found;
            }

            dags = dags.OrderByDescending(d => d.DagId);
            if (!Last)
            {
                WriteObject(dags.Select(DagDetail.Of), enumerateCollection: true);
            }
            else if (dags.FirstOrDefault() is { } newest)
            {
                WriteObject(DagDetail.Of(Detailed ? Run(stop => client.Dags.GetAsync(newest.Id, true, stop)) : newest));
            }
        }
        catch (ObshellException e)
        {
            WriteFault(e, TenantName);
        }
    }
}
