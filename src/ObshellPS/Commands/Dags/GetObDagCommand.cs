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
    private const string LastSet = "Last";
    private const string IdSet = "Id";

    /// <summary>Ids, or DAGs to be read again.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Dag", "InputObject")]
    [ArgumentCompleter(typeof(DagIdCompleter))]
    public object[] Id { get; set; } = [];

    /// <summary>Only DAGs that have not ended. FAILED ones stay in this list until they are continued or undone.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = LastSet)]
    public SwitchParameter Unfinished { get; set; }

    /// <summary>Only those of this tenant; wildcards allowed.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = LastSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DagTenantCompleter))]
    [LeftOutMeans(LeftOut.DagsOfAllTenants)]
    public string? TenantName { get; set; }

    /// <summary>Only the newest: one, or as many as the number after it says.</summary>
    [Parameter(ParameterSetName = LastSet)]
    public SwitchParameter Last { get; set; }

    /// <summary>
    /// How many of the newest: the number in <c>-Last 3</c>. A switch cannot take a value, so the number is a parameter of its own. Its
    /// set has no parameter of a lower position, so that the first text or number without a name stays an id.
    /// </summary>
    [Parameter(ParameterSetName = LastSet, Position = 1)]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int Count { get; set; } = 1;

    /// <summary>The cluster's DAGs (restores are among them) or the answering agent's own.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = LastSet)]
    public DagScope Scope { get; set; }

    /// <summary>With nodes, sub-tasks and logs. Costs the agent much on a long list.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <summary>The connection; default: the DAG's own, else the current one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
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

            // The newest with details are a small read each, not the whole history with details.
            bool newest = ParameterSetName == LastSet;
            bool detailed = Detailed && !newest;
            IEnumerable<AgentDag> dags = Run(stop => client.Dags.ListAsync(Scope, Unfinished, detailed, stop));
            if (TenantName is not null)
            {
                var pattern = WildcardPattern.Get(TenantName, WildcardOptions.IgnoreCase);
                AgentDag[] found = [.. dags.Where(d => d.TenantName.Length > 0 && pattern.IsMatch(d.TenantName))];

                // Of unfinished ones there may be none. A name of which no DAG was ever made is a typing error.
                if (found.Length == 0 && !Unfinished && !WildcardPattern.ContainsWildcardCharacters(TenantName))
                {
                    throw new ObshellInputException(new InputFault("DagNotFound", nameof(TenantName), DagTexts.FormatNoDagOfTenant(TextFault.Quote(TenantName))));
                }

                dags = found;
            }

            dags = dags.OrderByDescending(d => d.DagId);
            foreach (AgentDag dag in newest ? dags.Take(Count) : dags)
            {
                WriteObject(DagDetail.Of(newest && Detailed ? Run(stop => client.Dags.GetAsync(dag.Id, true, stop)) : dag));
            }
        }
        catch (ObshellException e)
        {
            WriteFault(e, TenantName);
        }
    }
}
