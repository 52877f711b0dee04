using Obshell.Client.Connection;
using Obshell.Client.Dags;

namespace Obshell.Client;

/// <summary>
/// The DAG that the user means. The same id exists in several clusters. So an object that was read from one cluster must not change the DAG
/// with the same id in another cluster (promise 11). A value that is not known is empty or 0, and matches every DAG.
/// </summary>
public sealed class DagIdentity
{
    private const string MismatchId = "DagMismatch";

    /// <param name="id">Universal id, such as <c>11</c>.</param>
    /// <exception cref="ObshellInputException">The text is not the id of a DAG.</exception>
    public DagIdentity(string id) => Id = DagApi.CheckId(id);

    /// <summary>Universal id.</summary>
    public string Id { get; }

    /// <summary>The cluster's name.</summary>
    public string ClusterName { get; init => field = value ?? ""; } = "";

    /// <summary>The cluster's id.</summary>
    public long ClusterId { get; init; }

    /// <summary>The tenant that the DAG works on.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>Name of the DAG, such as <c>Restore backup_rt2</c>.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The identity of a DAG that was read.</summary>
    public static DagIdentity Of(AgentDag dag) => new(dag.Id) { ClusterName = dag.ClusterName, ClusterId = dag.ClusterId, TenantName = dag.TenantName, Name = dag.Name };

    /// <summary>Checks the cluster. Call this before anything is sent.</summary>
    /// <exception cref="ObshellInputException"><c>DagMismatch</c>: the connection is to another cluster.</exception>
    public void CheckCluster(ObConnection connection) => new ClusterOrigin(ClusterName, ClusterId).Check(connection, MismatchId, "Id", ToString());

    /// <summary>Checks that the DAG that was read is the DAG that the user means. Call this before the DAG is changed or used.</summary>
    /// <exception cref="ObshellInputException"><c>DagMismatch</c>: the id belongs to another DAG.</exception>
    public void Check(AgentDag read)
    {
        if (MismatchOf(read) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>Does the same as <see cref="Check(AgentDag)"/>, without throwing.</summary>
    /// <returns>Null when this is the DAG that the user means.</returns>
    public ObshellInputException? MismatchOf(AgentDag read) => IsSame(Name, read.Name) && IsSame(TenantName, read.TenantName)
        ? null
        : Mismatch(read.TenantName.Length > 0
            ? DagTexts.FormatMismatchOfTenant(ToString(), TextFault.Quote(read.Name), TextFault.Quote(read.TenantName))
            : DagTexts.FormatMismatch(ToString(), TextFault.Quote(read.Name)));

    /// <inheritdoc/>
    public override string ToString() => Name.Length > 0 ? DagTexts.FormatNamed(Id, TextFault.Quote(Name)) : DagTexts.FormatUnnamed(Id);

    private static bool IsSame(string meant, string found) => meant.Length == 0 || found.Length == 0 || meant == found;

    private static ObshellInputException Mismatch(string message) => new(new InputFault(MismatchId, "Id", message));
}
