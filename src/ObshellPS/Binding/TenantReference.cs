using System;
using System.Linq;
using Obshell.Client;
using ObshellPS.Objects;

namespace ObshellPS.Binding;

/// <summary>Which existing tenant is meant: a name, a tenant, or an object that was one before it went through a job or a file.</summary>
internal sealed class TenantReference
{
    private static readonly string[] Keys = ["TenantName", "tenant_name", "Name"];

    private TenantReference(string name, ObConnection? connection)
    {
        Name = name;
        Connection = connection;
    }

    public string Name { get; }

    /// <summary>Where it lives; null when only the name is known.</summary>
    public ObConnection? Connection { get; }

    /// <exception cref="ObshellInputException">No tenant can be meant.</exception>
    public static TenantReference From(object? item)
    {
        object? plain = PropertyBag.Unwrap(item);
        switch (plain)
        {
            case TenantDetail tenant:
                return new TenantReference(tenant.TenantName, ((IOfConnection)tenant).Connection);
            case string text when text.Trim().Length > 0:
                return new TenantReference(text.Trim(), null);
        }

        // A DAG has a TenantName too, but whoever pipes one means the task: no tenant is dropped on such a guess.
        if (PropertyBag.Open(item) is { } bag
            && bag.FirstOrDefault(e => Keys.Contains(e.Key, StringComparer.OrdinalIgnoreCase)) is { Key: not null } name
            && !bag.Any(e => e.Key.Equals("DagId", StringComparison.OrdinalIgnoreCase))
            && PropertyBag.Unwrap(name.Value) is string)
        {
            return From(name.Value);
        }

        throw new ObshellInputException(new InputFault(
            "InvalidTenantName", "Name", $"{(plain is null ? "$null" : plain is string ? "Blank text" : "A " + plain.GetType().Name)} is no tenant. Give a name, or an object of Get-ObTenant."));
    }
}
