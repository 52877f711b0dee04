using Obshell.Client;
using Obshell.Client.Connection;
using Obshell.Client.Display;
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

    /// <exception cref="ObshellInputException">The input contains no name of a tenant.</exception>
    public static TenantReference From(object? item)
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
            return new TenantReference(From(name.Value).Name, null, ObjectOrigin.Of(bag));
        }

        throw new ObshellInputException(new InputFault(
            "InvalidTenantName", "Name", ReferenceTexts.FormatNotATenant(plain is null ? "$null" : plain is string ? ReferenceTexts.BlankText : ReferenceTexts.FormatObjectOfType(plain.GetType().Name))));
    }

    /// <summary>Refuses a pattern for a command that changes tenants: the user must name each tenant.</summary>
    /// <param name="id">The error id.</param>
    /// <param name="parameter">The parameter of the name.</param>
    /// <param name="reader">The command that finds tenants by the pattern.</param>
    /// <param name="command">The command that changes tenants.</param>
    /// <exception cref="ObshellInputException">The name contains wildcards.</exception>
    public void CheckNoWildcard(string id, string parameter, string reader, string command)
    {
        // Another character that is not allowed in a name has its own error, with its position.
        if (Name.IndexOfAny(['*', '?']) >= 0 && Name.All(c => char.IsLetterOrDigit(c) || c is '_' or '*' or '?'))
        {
            throw new ObshellInputException(new InputFault(id, parameter, ReferenceTexts.FormatWildcard(TextFault.Quote(Name)))
            {
                Advice = ReferenceTexts.FormatAdviceWildcard(reader, CommandArgument.Of(Name), command),
            });
        }
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
