namespace Obshell.Client.Connection;

/// <summary>
/// The cluster that an object was read from. The object's CLIXML and JSON contain this cluster. If the name is not known, it is empty; if
/// the number is not known, it is 0. An unknown value matches every cluster.
/// </summary>
/// <param name="Name">Name of the cluster.</param>
/// <param name="Id">Number of the cluster.</param>
public sealed record ClusterOrigin(string Name, long Id)
{
    /// <summary>The cluster is not known.</summary>
    public static readonly ClusterOrigin Unknown = new("", 0);

    /// <summary>Checks the cluster. Call this before anything is sent.</summary>
    /// <param name="connection">The connection over which the request will be sent.</param>
    /// <param name="errorId">Id of the error.</param>
    /// <param name="parameter">The parameter that received the object.</param>
    /// <param name="what">The name of the object. The error's sentence begins with this name.</param>
    /// <exception cref="ObshellInputException">The connection is to another cluster.</exception>
    public void Check(ObConnection connection, string errorId, string parameter, string what)
    {
        var here = new ClusterOrigin(connection.ClusterName, connection.ClusterId);
        if ((Name.Length > 0 && here.Name.Length > 0 && Name != here.Name) || (Id != 0 && here.Id != 0 && Id != here.Id))
        {
            throw new ObshellInputException(new InputFault(errorId, parameter, ConnectionTexts.FormatOtherCluster(what, ToString(), here.ToString())));
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Id == 0 ? $"'{TextFault.Quote(Name)}'" : ConnectionTexts.FormatClusterWithId(TextFault.Quote(Name), Id);
}
