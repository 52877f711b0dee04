using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Obshell.Client;
using Obshell.Client.Dags;
using ObshellPS.Objects;

namespace ObshellPS.Binding;

/// <summary>Which DAG is meant: an id, a DAG, or an object that was one before it went through a job or a file.</summary>
internal sealed class DagReference
{
    private DagReference(string id, ObConnection? connection, bool isRollingBack)
    {
        Id = DagApi.CheckId(id);
        Connection = connection;
        IsRollingBack = isRollingBack;
    }

    public string Id { get; }

    /// <summary>Where it lives; null when only the id is known.</summary>
    public ObConnection? Connection { get; }

    /// <summary>It was handed over while it was being undone: that is then the end its owner wants.</summary>
    public bool IsRollingBack { get; }

    /// <exception cref="ObshellInputException">No DAG can be meant.</exception>
    public static DagReference From(object? item)
    {
        object? plain = PropertyBag.Unwrap(item);
        switch (plain)
        {
            case DagDetail dag:
                return new DagReference(dag.Id, ((IOfConnection)dag).Connection, dag.WasRollbackRequested() || (dag.Operator == DagOperators.Rollback && !dag.IsFinished));
            case string text:
                return new DagReference(text.Trim(), null, false);
            case int or long or uint or ulong or short or decimal:
                return new DagReference(Convert.ToString(plain, CultureInfo.InvariantCulture)!, null, false);
        }

        if (PropertyBag.Open(item) is { } bag && bag.FirstOrDefault(e => e.Key.Equals("Id", StringComparison.OrdinalIgnoreCase)) is { Key: not null } id)
        {
            DagReference named = From(id.Value);

            // From a job or a file: what it was then still tells what its owner wants.
            bool rollingBack = Text(bag, "Operator") == DagOperators.Rollback && Text(bag, "State") is { } state && state is not (DagStates.Succeed or DagStates.Failed);
            return rollingBack ? new DagReference(named.Id, named.Connection, true) : named;
        }

        throw new ObshellInputException(new InputFault(
            "InvalidDagId", "Id", $"{(plain is null ? "$null" : "An object of type " + plain.GetType().Name)} is no DAG. Give an id, or an object of Start-ObTenantRestore or Get-ObDag."));
    }

    private static string? Text(IReadOnlyList<KeyValuePair<string, object?>> bag, string name) =>
        bag.FirstOrDefault(e => e.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value?.ToString();
}
