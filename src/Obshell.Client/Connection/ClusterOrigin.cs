namespace Obshell.Client.Connection;

/// <summary>Which cluster an object was read from. It survives CLIXML and JSON; what is not known is empty or 0, and fits any.</summary>
/// <param name="Name">Name of the cluster.</param>
/// <param name="Id">Number of the cluster.</param>
public sealed record ClusterOrigin(string Name, long Id)
{
    /// <summary>It is not known.</summary>
    public static readonly ClusterOrigin Unknown = new("", 0);

    /// <summary>To be asked before anything is sent.</summary>
    /// <param name="connection">To which it is about to be sent.</param>
    /// <param name="errorId">Id of the error.</param>
    /// <param name="parameter">Which named the object.</param>
    /// <param name="what">The object, at the beginning of a sentence.</param>
    /// <exception cref="ObshellInputException">The connection leads to another cluster.</exception>
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
