using System.Globalization;
using Obshell.Client;
using Obshell.Client.Connection;
using ObshellPS.Binding;
using ObshellPS.Objects;

namespace ObshellPS.References;

/// <summary>The DAG that the user gave: an id, a DAG, or a deserialized DAG (from a job or a file).</summary>
internal sealed class DagReference
{
    private readonly ObConnection? connection;

    private DagReference(DagIdentity meant, ObConnection? connection, bool isRollingBack)
    {
        Meant = meant;
        this.connection = connection;
        IsRollingBack = isRollingBack;
    }

    /// <summary>The id, and the other known facts about the DAG.</summary>
    public DagIdentity Meant { get; }

    public string Id => Meant.Id;

    /// <summary>
    /// True if the DAG was being rolled back when the user gave it. Then the user expects that the DAG ends with the rollback.
    /// </summary>
    public bool IsRollingBack { get; }

    /// <exception cref="ObshellInputException">The input is not a DAG.</exception>
    public static DagReference From(object? item)
    {
        object? plain = PropertyBag.Unwrap(item);
        switch (plain)
        {
            case AgentDag dag:
                return new DagReference(DagIdentity.Of(dag), OwnConnection.Of(plain), dag.WasRollbackRequested() || (dag.Operator == DagOperators.Rollback && !dag.IsFinished));
            case string text:
                return new DagReference(new DagIdentity(text.Trim()), null, false);
            case int or long or uint or ulong or short or decimal:
                return new DagReference(new DagIdentity(Convert.ToString(plain, CultureInfo.InvariantCulture)!), null, false);
        }

        if (PropertyBag.Open(item) is { } bag && bag.FirstOrDefault(e => e.Key.Equals("Id", StringComparison.OrdinalIgnoreCase)) is { Key: not null } id)
        {
            DagReference named = From(id.Value);
            var meant = Identity(named.Id, bag);

            // The object comes from a job or a file. The state in the object shows whether the user expects a rollback.
            bool rollingBack = ObjectOrigin.Text(bag, "Operator") == DagOperators.Rollback && ObjectOrigin.Text(bag, "State") is { } state && state is not (DagStates.Succeed or DagStates.Failed);
            return new DagReference(meant, named.connection, rollingBack);
        }

        throw new ObshellInputException(new InputFault(
            "InvalidDagId", "Id", ReferenceTexts.FormatNotADag(plain is null ? "$null" : ReferenceTexts.FormatObjectOfType(plain.GetType().Name))));
    }

    /// <summary>
    /// The given connection. If none is given: the connection that the DAG was read with, otherwise the current connection.
    /// </summary>
    /// <exception cref="ObshellInputException">The DAG belongs to another cluster, or there is no connection.</exception>
    public ObConnection ConnectionFor(ObConnection? given, Func<ObConnection?, ObConnection> orCurrent)
    {
        ObConnection found = OwnConnection.Choose(given, connection, orCurrent);
        Meant.CheckCluster(found);
        return found;
    }

    /// <summary>
    /// The facts about a deserialized DAG. An object was a DAG only if it has a <c>DagId</c>, because other objects can have an Id and a
    /// Name too.
    /// </summary>
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
