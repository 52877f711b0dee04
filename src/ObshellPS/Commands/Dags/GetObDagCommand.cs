using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Pipeline;
using ObshellPS.References;

namespace ObshellPS.Commands;

/// <summary>Reads DAGs by id, or the DAGs of the cluster or of an agent.</summary>
[Cmdlet(VerbsCommon.Get, "ObDag", DefaultParameterSetName = ListSet)]
[OutputType(typeof(DagDetail))]
public sealed class GetObDagCommand : ObCmdlet
{
    private const string ListSet = "List";
    private const string LastSet = "Last";
    private const string IdSet = "Id";

    /// <summary>Ids, or DAGs that are read again.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Dag", "InputObject")]
    [ArgumentCompleter(typeof(DagIdCompleter))]
    public object[] Id { get; set; } = [];

    /// <summary>Only DAGs that have not ended. FAILED DAGs stay in this list until they are continued or undone.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = LastSet)]
    public SwitchParameter Unfinished { get; set; }

    /// <summary>Only DAGs of this tenant; wildcards allowed.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = LastSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DagTenantCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.DagsOfAllTenants))]
    public string? TenantName { get; set; }

    /// <summary>Only the newest: one DAG, or as many as the number after the switch says.</summary>
    [Parameter(ParameterSetName = LastSet)]
    public SwitchParameter Last { get; set; }

    /// <summary>
    /// How many of the newest DAGs: the number in <c>-Last 3</c>. A switch cannot take a value, so the number is a parameter of its own. Its
    /// parameter set has no parameter at a lower position, so that the first text or number without a name is still an id.
    /// </summary>
    [Parameter(ParameterSetName = LastSet, Position = 1)]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int Count { get; set; } = 1;

    /// <summary>The cluster's DAGs (restores are among them) or the answering agent's own.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = LastSet)]
    public DagScope Scope { get; set; }

    /// <summary>With nodes, sub-tasks and logs. For a long list this is much work for the agent.</summary>
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

            // Each of the newest DAGs with details is a small read; the whole history with details is a large one.
            bool newest = ParameterSetName == LastSet;
            bool detailed = Detailed && !newest;
            IEnumerable<AgentDag> dags = Run(stop => client.Dags.ListAsync(Scope, Unfinished, detailed, stop));
            if (TenantName is not null)
            {
                var pattern = WildcardPattern.Get(TenantName, WildcardOptions.IgnoreCase);
                AgentDag[] found = [.. dags.Where(d => d.TenantName.Length > 0 && pattern.IsMatch(d.TenantName))];

                // There may be no unfinished DAG. A name that no DAG has ever had is a typing error.
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
