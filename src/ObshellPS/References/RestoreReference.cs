using Obshell.Client;
using Obshell.Client.Connection;
using Obshell.Recovery;
using ObshellPS.Binding;
using ObshellPS.Objects;

namespace ObshellPS.References;

/// <summary>The tenant whose restore the user wants: a name, a DAG of the restore, a restore, or a deserialized DAG or restore.</summary>
internal sealed class RestoreReference
{
    private readonly ObConnection? connection;
    private readonly ClusterOrigin origin;

    private RestoreReference(string name, DagIdentity? dag, ObConnection? connection, ClusterOrigin origin)
    {
        Name = name;
        Dag = dag;
        this.connection = connection;
        this.origin = origin;
    }

    public string Name { get; }

    /// <summary>The DAG that the user gave. If it is not null, only this DAG is used.</summary>
    public DagIdentity? Dag { get; }

    /// <exception cref="ObshellInputException">The input contains no name of a tenant.</exception>
    public static RestoreReference From(object? item)
    {
        object? plain = PropertyBag.Unwrap(item);
        switch (plain)
        {
            case AgentDag { TenantName.Length: > 0 } dag:
                return new RestoreReference(dag.TenantName, DagIdentity.Of(dag), OwnConnection.Of(plain), ClusterOrigin.Unknown);
            case TenantRestore restore:
                return new RestoreReference(restore.TenantName, restore.Dag is { } its ? DagIdentity.Of(its) : null, OwnConnection.Of(plain), ClusterOrigin.Unknown);
            case TenantDetail tenant:
                return new RestoreReference(tenant.TenantName, null, OwnConnection.Of(plain), new ClusterOrigin(tenant.ClusterName, tenant.ClusterId));
            case TenantBackup backup:
                return new RestoreReference(backup.TenantName, null, OwnConnection.Of(plain), new ClusterOrigin(backup.ClusterName, backup.ClusterId));
            case string blank when string.IsNullOrWhiteSpace(blank):
                throw new ObshellInputException(new InputFault("EmptyParameter", "TenantName", BindingTexts.Empty));
            case string text:
                NoWildcards.Check(text, "InvalidTenantName", "TenantName", static pattern => "Get-ObTenantRestore | Where-Object TenantName -like " + pattern);
                return new RestoreReference(text.Trim(), null, null, ClusterOrigin.Unknown);
        }

        if (PropertyBag.Open(item) is { } bag && ObjectOrigin.Text(bag, "TenantName", "RestoreTenantName", "restore_tenant_name", "tenant_name") is { } name)
        {
            // Only a DAG has a <c>DagId</c> in addition to its id.
            string? id = ObjectOrigin.Text(bag, "DagId") is null ? null : ObjectOrigin.Text(bag, "Id");
            return new RestoreReference(name, id is null ? null : DagReference.Identity(id, bag), null, ObjectOrigin.Of(bag));
        }

        throw new ObshellInputException(new InputFault(
            "InvalidTenantName", "TenantName",
            ReferenceTexts.FormatNoTenantNamed(plain is null ? "$null" : plain is AgentDag other ? ReferenceTexts.FormatOtherDag(other.Id, other.Name) : ReferenceTexts.FormatObjectOfType(plain.GetType().Name))));
    }

    /// <summary>
    /// The given connection. If none is given: the connection that the object was read with, otherwise the current connection.
    /// </summary>
    /// <exception cref="ObshellInputException">The object belongs to another cluster, or there is no connection.</exception>
    public ObConnection ConnectionFor(ObConnection? given, Func<ObConnection?, ObConnection> orCurrent)
    {
        ObConnection found = OwnConnection.Choose(given, connection, orCurrent);
        Dag?.CheckCluster(found);
        origin.Check(found, "TenantMismatch", "TenantName", ReferenceTexts.FormatRestoreOfTenant(Name));
        return found;
    }
}
