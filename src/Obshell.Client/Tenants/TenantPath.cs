namespace Obshell.Client.Tenants;

/// <summary>
/// Names of existing tenants in request addresses. The rule allows more names than the rule for a restore (<c>prod-1</c> exists on
/// clusters), but a name must not change the rest of the address.
/// </summary>
internal static class TenantPath
{
    /// <exception cref="ObshellInputException">The text cannot be the name of a tenant.</exception>
    public static string Of(string tenant) => "/api/v1/tenant/" + Uri.EscapeDataString(TenantNames.CheckForPath(tenant ?? "", "TenantName"));
}
