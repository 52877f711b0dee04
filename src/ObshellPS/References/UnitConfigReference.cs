using Obshell.Client;
using Obshell.Client.Connection;
using ObshellPS.Binding;
using ObshellPS.Objects;

namespace ObshellPS.References;

/// <summary>The unit config that the user gave: a name, a unit config, or a deserialized unit config (from a job or a file).</summary>
internal sealed class UnitConfigReference
{
    private readonly ObConnection? connection;
    private readonly ClusterOrigin origin;

    private UnitConfigReference(string name, ObConnection? connection, ClusterOrigin origin)
    {
        Name = name;
        this.connection = connection;
        this.origin = origin;
    }

    public string Name { get; }

    /// <exception cref="ObshellInputException">The input contains no name of a unit config.</exception>
    public static UnitConfigReference From(object? item)
    {
        object? plain = PropertyBag.Unwrap(item);
        if (plain is UnitConfig unit)
        {
            return new UnitConfigReference(unit.Name, OwnConnection.Of(plain), new ClusterOrigin(unit.ClusterName, unit.ClusterId));
        }

        if (plain is string text && text.Trim().Length > 0)
        {
            return new UnitConfigReference(text, null, ClusterOrigin.Unknown);
        }

        return PropertyBag.Open(item) is { } bag && ObjectOrigin.Text(bag, "Name") is { } name
            ? new UnitConfigReference(name, null, ObjectOrigin.Of(bag))
            : throw new ObshellInputException(new InputFault(
                "InvalidUnitConfigName", "Name", ReferenceTexts.FormatNotAUnitConfig(plain is null ? "$null" : plain is string ? ReferenceTexts.BlankText : ReferenceTexts.FormatObjectOfType(plain.GetType().Name))));
    }

    /// <summary>
    /// The given connection. If none is given: the connection that the unit config was read with, otherwise the current connection.
    /// </summary>
    /// <exception cref="ObshellInputException">The unit config belongs to another cluster, or there is no connection.</exception>
    public ObConnection ConnectionFor(ObConnection? given, Func<ObConnection?, ObConnection> orCurrent)
    {
        ObConnection found = OwnConnection.Choose(given, connection, orCurrent);
        origin.Check(found, "UnitConfigMismatch", "Name", ReferenceTexts.FormatUnitConfig(Name));
        return found;
    }
}
