namespace Obshell.Client.Restores.Requests;

/// <summary>What is allowed in a request and does not do what one expects of it. Nobody is stopped by it.</summary>
/// <param name="Name">Name of the finding in a preflight.</param>
/// <param name="Parameter">What it is about.</param>
/// <param name="Text">What is wrong with it.</param>
/// <param name="Advice">What to do instead.</param>
public sealed record RequestWarning(string Name, string Parameter, string Text, string Advice)
{
    /// <summary>All of one request.</summary>
    public static IEnumerable<RequestWarning> Of(TenantRestoreRequest request) => Of(request, request.RestoreTenantName);

    /// <summary>All of one request that is sent for a tenant of this name.</summary>
    public static IEnumerable<RequestWarning> Of(TenantRestoreRequest request, string tenantName)
    {
        if (ReservedWords.Contains(tenantName))
        {
            yield return new RequestWarning(
                "TenantNameReserved", nameof(TenantRestoreRequest.RestoreTenantName), ReservedWords.Warning(tenantName), "Choose another name.");
        }

        // The agent's statement: WITH 'pool_list=..&locality=..&primary_zone=..&concurrency=..' (PROTOCOL 4.6), never kms_encrypt.
        if (request.KmsEncryptInfo is not null)
        {
            yield return new RequestWarning(
                "KmsEncryptInfoIgnored", nameof(TenantRestoreRequest.KmsEncryptInfo),
                "Agents up to 4.5 set @kms_encrypt_info, but do not add kms_encrypt=true to the restore, and OceanBase reads the one only with the other. The information has no effect.",
                "If OceanBase cannot reach the key service of the backup by itself, start this restore with SQL: ALTER SYSTEM RESTORE ... WITH '...&kms_encrypt=true'.");
        }
    }
}
