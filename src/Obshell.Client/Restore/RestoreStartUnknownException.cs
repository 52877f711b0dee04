namespace Obshell.Client;

/// <summary>
/// The request to restore went out, its answer was lost, and no DAG of it is to be found: it may have been started, or
/// still start. It is not sent again (promise 5).
/// </summary>
public sealed class RestoreStartUnknownException : ChangeUnknownException
{
    internal RestoreStartUnknownException(string tenant, ObshellException cause, string lookup)
        : base($"the restore of tenant '{tenant}' was started", cause, lookup, "RestoreStartUnknown") => TenantName = tenant;
}
