using System.Globalization;
using Obshell.Client;
using Obshell.Client.Connection;
using ObshellPS.Binding;
using ObshellPS.Objects;

namespace ObshellPS.References;

/// <summary>The DAG that the user gave: an id, a DAG, or a DAG that a job or a file has deserialized.</summary>
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

    /// <summary>True if the agent was rolling back the given DAG. Then the user wants the rollback as the end of the DAG.</summary>
    public bool IsRollingBack { get; }

    /// <exception cref="ObshellInputException">The input is not a DAG.</exception>
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

            // The object comes from a job or a file. Its state at that time shows whether the user wants a rollback.
            bool rollingBack = ObjectOrigin.Text(bag, "Operator") == DagOperators.Rollback && ObjectOrigin.Text(bag, "State") is { } state && state is not (DagStates.Succeed or DagStates.Failed);
            return new DagReference(meant, named.connection, rollingBack);
        }

        throw new ObshellInputException(new InputFault(
            "InvalidDagId", "Id", ReferenceTexts.FormatNotADag(plain is null ? "$null" : ReferenceTexts.FormatObjectOfType(plain.GetType().Name))));
    }

    /// <summary>The given connection; without it, the connection that the DAG was read with, or the current connection.</summary>
    /// <exception cref="ObshellInputException">The DAG belongs to another cluster, or there is no connection.</exception>
    public ObConnection ConnectionFor(ObConnection? given, Func<ObConnection?, ObConnection> orCurrent)
    {
        ObConnection found = given ?? connection ?? orCurrent(null);
        Meant.CheckCluster(found);
        return found;
    }

    /// <summary>
    /// The facts about a DAG that was deserialized. An object was a DAG only if it has a <c>DagId</c>: other objects also have
    /// an Id and a Name.
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
