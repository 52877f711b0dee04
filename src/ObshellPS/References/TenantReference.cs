using Obshell.Client;
using Obshell.Client.Connection;
using Obshell.Recovery;
using ObshellPS.Binding;
using ObshellPS.Objects;

namespace ObshellPS.References;

/// <summary>The existing tenant that the user gave: a name, a tenant, or a deserialized tenant (from a job or a file).</summary>
internal sealed class TenantReference
{
    private static readonly string[] Keys = ["TenantName", "tenant_name", "Name"];

    private readonly ObConnection? connection;
    private readonly ClusterOrigin origin;

    private TenantReference(string name, ObConnection? connection, ClusterOrigin origin)
    {
        Name = name;
        this.connection = connection;
        this.origin = origin;
    }

    public string Name { get; }

    /// <param name="item">The input.</param>
    /// <param name="parameter">The cmdlet's parameter that contains the input.</param>
    /// <exception cref="ObshellInputException">The input contains no name of a tenant.</exception>
    public static TenantReference From(object? item, string parameter)
    {
        object? plain = PropertyBag.Unwrap(item);
        switch (plain)
        {
            case TenantDetail tenant:
                return new TenantReference(tenant.TenantName, OwnConnection.Of(plain), new ClusterOrigin(tenant.ClusterName, tenant.ClusterId));
            case TenantBackup backup:
                return new TenantReference(backup.TenantName, OwnConnection.Of(plain), new ClusterOrigin(backup.ClusterName, backup.ClusterId));
            case string text when text.Trim().Length > 0:
                return new TenantReference(text.Trim(), null, ClusterOrigin.Unknown);
        }

        // A DAG has a TenantName too. But a user who pipes a DAG means the DAG, so the cmdlet must not use (or drop) its tenant.
        if (PropertyBag.Open(item) is { } bag
            && bag.FirstOrDefault(e => Keys.Contains(e.Key, StringComparer.OrdinalIgnoreCase)) is { Key: not null } name
            && !bag.Any(e => e.Key.Equals("DagId", StringComparison.OrdinalIgnoreCase))
            && PropertyBag.Unwrap(name.Value) is string)
        {
            return new TenantReference(From(name.Value, parameter).Name, null, ObjectOrigin.Of(bag));
        }

        throw new ObshellInputException(new InputFault(
            "InvalidTenantName", parameter, ReferenceTexts.FormatNotATenant(plain is null ? "$null" : plain is string ? ReferenceTexts.BlankText : ReferenceTexts.FormatObjectOfType(plain.GetType().Name))));
    }

    /// <summary>
    /// The given connection. If none is given: the connection that the tenant was read with, otherwise the current connection.
    /// </summary>
    /// <exception cref="ObshellInputException">The tenant belongs to another cluster, or there is no connection.</exception>
    public ObConnection ConnectionFor(ObConnection? given, Func<ObConnection?, ObConnection> orCurrent)
    {
        ObConnection found = OwnConnection.Choose(given, connection, orCurrent);
        origin.Check(found, "TenantMismatch", "Name", ReferenceTexts.FormatTenant(Name));
        return found;
    }
}
