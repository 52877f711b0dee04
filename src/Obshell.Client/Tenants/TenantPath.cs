namespace Obshell.Client.Tenants;

/// <summary>
/// Names of existing tenants in request addresses. Looser than names to restore into (<c>prod-1</c> exists on clusters), but
/// nothing may lead to another address.
/// </summary>
internal static class TenantPath
{
    /// <exception cref="ObshellInputException">The name cannot be a tenant's.</exception>
    public static string Of(string tenant) => "/api/v1/tenant/" + Uri.EscapeDataString(TenantNames.CheckForPath(tenant ?? "", "TenantName"));
}
