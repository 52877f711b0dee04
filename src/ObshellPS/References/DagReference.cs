using System.Globalization;
using Obshell.Client;
using Obshell.Client.Connection;
using ObshellPS.Binding;
using ObshellPS.Objects;

namespace ObshellPS.References;

/// <summary>Which DAG is meant: an id, a DAG, or an object that was one before it went through a job or a file.</summary>
internal sealed class DagReference
{
    private readonly ObConnection? connection;

    private DagReference(DagIdentity meant, ObConnection? connection, bool isRollingBack)
    {
        Meant = meant;
        this.connection = connection;
        IsRollingBack = isRollingBack;
    }

    /// <summary>Id, and what else is known of it.</summary>
    public DagIdentity Meant { get; }

    public string Id => Meant.Id;

    /// <summary>It was handed over while it was being undone: that is then the end its owner wants.</summary>
    public bool IsRollingBack { get; }

    /// <exception cref="ObshellInputException">No DAG can be meant.</exception>
    public static DagReference From(object? item)
    {
        object? plain = PropertyBag.Unwrap(item);
        switch (plain)
        {
            case AgentDag dag:
                return new DagReference(DagIdentity.Of(dag), ((IOfConnection)dag).GetConnection(), dag.WasRollbackRequested() || (dag.Operator == DagOperators.Rollback && !dag.IsFinished));
            case string text:
                return new DagReference(new DagIdentity(text.Trim()), null, false);
            case int or long or uint or ulong or short or decimal:
                return new DagReference(new DagIdentity(Convert.ToString(plain, CultureInfo.InvariantCulture)!), null, false);
        }

        if (PropertyBag.Open(item) is { } bag && bag.FirstOrDefault(e => e.Key.Equals("Id", StringComparison.OrdinalIgnoreCase)) is { Key: not null } id)
        {
            DagReference named = From(id.Value);
            var meant = Identity(named.Id, bag);

            // From a job or a file: its state at that time still shows what its owner wants.
            bool rollingBack = ObjectOrigin.Text(bag, "Operator") == DagOperators.Rollback && ObjectOrigin.Text(bag, "State") is { } state && state is not (DagStates.Succeed or DagStates.Failed);
            return new DagReference(meant, named.connection, rollingBack);
        }

        throw new ObshellInputException(new InputFault(
            "InvalidDagId", "Id", ReferenceTexts.FormatNotADag(plain is null ? "$null" : ReferenceTexts.FormatObjectOfType(plain.GetType().Name))));
    }

    /// <summary>Where to act on it: the connection given, else the DAG's own, else the session's current one.</summary>
    /// <exception cref="ObshellInputException">It is of another cluster, or there is no connection.</exception>
    public ObConnection ConnectionFor(ObConnection? given, Func<ObConnection?, ObConnection> orCurrent)
    {
        ObConnection found = given ?? connection ?? orCurrent(null);
        Meant.CheckCluster(found);
        return found;
    }

    /// <summary>Only what has the number of its own sequence was a DAG: other objects have an Id and a Name too.</summary>
    public static DagIdentity Identity(string id, IReadOnlyList<KeyValuePair<string, object?>> bag)
    {
        bool wasDag = ObjectOrigin.Text(bag, "DagId") is not null;
        ClusterOrigin origin = wasDag ? ObjectOrigin.Of(bag) : ClusterOrigin.Unknown;
        return new DagIdentity(id)
        {
            ClusterName = origin.Name,
            ClusterId = origin.Id,
            TenantName = (wasDag ? ObjectOrigin.Text(bag, "TenantName") : null) ?? "",
            Name = (wasDag ? ObjectOrigin.Text(bag, "Name") : null) ?? "",
        };
    }
}
