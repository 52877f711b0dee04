using System;
using System.Linq;

namespace Obshell.Client.Restore;

/// <summary>
/// Names of existing tenants in request addresses. Looser than names to restore into (<c>prod-1</c> exists on clusters), but
/// nothing may lead to another address.
/// </summary>
internal static class TenantPath
{
    /// <exception cref="ObshellInputException">The name cannot be a tenant's.</exception>
    public static string Of(string tenant)
    {
        if (string.IsNullOrWhiteSpace(tenant) || tenant.Length > 128 || tenant is "." or ".." || tenant.Any(char.IsControl))
        {
            throw new ObshellInputException(new InputFault(
                "InvalidTenantName", "TenantName", $"'{TextFault.Quote(tenant ?? "")}' cannot be the name of a tenant."));
        }

        return "/api/v1/tenant/" + Uri.EscapeDataString(tenant);
    }
}
