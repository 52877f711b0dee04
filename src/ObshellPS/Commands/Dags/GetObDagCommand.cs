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

    /// <summary>The DAGs: ids, or objects. A DAG object is read again. A restore means its DAG.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Dag", "InputObject")]
    [ArgumentCompleter(typeof(DagIdCompleter))]
    public object[] Id { get; set; } = [];

    /// <summary>Only DAGs that have not ended. The list includes FAILED DAGs until they are continued or rolled back.</summary>
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

    /// <summary>Only the newest DAG, or the newest DAGs up to the number in <see cref="Count"/>.</summary>
    [Parameter(ParameterSetName = LastSet)]
    public SwitchParameter Last { get; set; }

    /// <summary>
    /// The number of newest DAGs: the 3 in <c>-Last 3</c>. The 3 is a separate parameter, because the switch -Last cannot have a value. It
    /// has position 1 and not 0, because without -Last the first value is an id.
    /// </summary>
    [Parameter(ParameterSetName = LastSet, Position = 1)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int Count { get; set; } = 1;

    /// <summary>Which DAGs: the DAGs of the cluster (this includes restores), or the DAGs of the agent that answers.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = LastSet)]
    public DagScope Scope { get; set; }

    /// <summary>Include nodes, sub-tasks and logs. For a long list this is a high load for the agent.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <summary>The connection. Default: the connection that the DAG was read with, otherwise the current connection.</summary>
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
            (ObConnection connection, DagIdentity meant, _) = WaitTarget.Resolve(
                item, Connection, ConnectionOrCurrent, (restore, at) => Run(stop => restore.FindAsync(new ObshellClient(at, Log), stop)));
            var client = new ObshellClient(connection, Log);
            AgentDag read = Run(stop => client.Dags.GetAsync(meant.Id, Detailed, stop));
            meant.Check(read);
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
            if (Count < 1)
            {
                throw new ObshellInputException(new InputFault("InvalidNumber", nameof(Last), DagTexts.FormatLastTooSmall(Count)));
            }

            var client = new ObshellClient(ConnectionOrCurrent(Connection), Log);

            // With -Last, read the details of each DAG separately, because the details of the whole history would be a large answer.
            bool newest = ParameterSetName == LastSet;
            bool detailed = Detailed && !newest;
            IEnumerable<AgentDag> dags = Run(stop => client.Dags.ListAsync(Scope, Unfinished, detailed, stop));
            if (TenantName is not null)
            {
                // A pattern ignores the case; a name does not, because tenant names are case-sensitive.
                bool isPattern = WildcardPattern.ContainsWildcardCharacters(TenantName);
                var pattern = WildcardPattern.Get(TenantName, WildcardOptions.IgnoreCase);
                AgentDag[] found = [.. dags.Where(d => isPattern ? d.TenantName.Length > 0 && pattern.IsMatch(d.TenantName) : d.TenantName == TenantName)];

                // It is normal that a tenant has no unfinished DAG. But a name that no DAG has ever had is a typing error.
                if (found.Length == 0 && !Unfinished && !isPattern)
                {
                    throw WaitTarget.NoDagOf(TenantName, dags);
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
