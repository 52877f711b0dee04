namespace Obshell.Client.Tenants;

/// <summary>
/// Checks the names of existing tenants in request addresses. More names are allowed than for a new tenant of a restore, because clusters
/// contain tenants such as <c>prod-1</c>. But a name must not change the rest of the address.
/// </summary>
internal static class TenantPath
{
    /// <exception cref="ObshellInputException">The text cannot be the name of a tenant.</exception>
    public static string Of(string tenant) => "/api/v1/tenant/" + Uri.EscapeDataString(TenantNames.CheckForPath(tenant ?? "", "TenantName"));
}
