using System;
using System.Collections.Generic;
using System.Linq;
using Obshell.Client;
using ObshellPS.Objects;

namespace ObshellPS.Binding;

/// <summary>Which tenant's restore is meant: a name, a DAG of it, a restore, or an object that was one of them.</summary>
internal sealed class RestoreReference
{
    private RestoreReference(string name, string? dagId, ObConnection? connection)
    {
        Name = name;
        DagId = dagId;
        Connection = connection;
    }

    public string Name { get; }

    /// <summary>The DAG that was given, if one was: then that one is meant and no other.</summary>
    public string? DagId { get; }

    /// <summary>Where it lives; null when only the name is known.</summary>
    public ObConnection? Connection { get; }

    /// <exception cref="ObshellInputException">No tenant can be meant.</exception>
    public static RestoreReference From(object? item)
    {
        object? plain = PropertyBag.Unwrap(item);
        switch (plain)
        {
            case DagDetail { TenantName.Length: > 0 } dag:
                return new RestoreReference(dag.TenantName, dag.Id, ((IOfConnection)dag).Connection);
            case TenantRestore restore:
                return new RestoreReference(restore.TenantName, restore.Dag?.Id, ((IOfConnection?)restore.Dag)?.Connection);
            case string text when !string.IsNullOrWhiteSpace(text):
                return new RestoreReference(text.Trim(), null, null);
        }

        if (PropertyBag.Open(item) is { } bag && Text(bag, "TenantName", "RestoreTenantName", "restore_tenant_name", "tenant_name") is { } name)
        {
            // Only a DAG has a number of its own sequence besides its id.
            return new RestoreReference(name, Text(bag, "DagId") is null ? null : Text(bag, "Id"), null);
        }

        throw new ObshellInputException(new InputFault(
            "InvalidTenantName", "TenantName",
            $"{(plain is null ? "$null" : plain is DagDetail other ? $"DAG {other.Id} ('{other.Name}')" : "A " + plain.GetType().Name)} names no tenant. Give a name, or the DAG of a restore."));
    }

    private static string? Text(IReadOnlyList<KeyValuePair<string, object?>> bag, params string[] names) => bag
        .Where(e => names.Contains(e.Key, StringComparer.OrdinalIgnoreCase))
        .Select(e => e.Value?.ToString()?.Trim())
        .FirstOrDefault(t => !string.IsNullOrEmpty(t));
}
