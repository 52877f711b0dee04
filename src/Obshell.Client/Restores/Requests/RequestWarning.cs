namespace Obshell.Client.Restores.Requests;

/// <summary>What is allowed in a request but does not do what one expects. It does not stop the request.</summary>
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
                "TenantNameReserved", nameof(TenantRestoreRequest.RestoreTenantName), RestoreTexts.FormatTenantNameIsWord(TextFault.Quote(tenantName)), RestoreTexts.TenantNameIsWordAdvice);
        }

        // The agent's statement: WITH 'pool_list=..&locality=..&primary_zone=..&concurrency=..' (PROTOCOL 4.6), never kms_encrypt.
        if (request.KmsEncryptInfo is not null)
        {
            yield return new RequestWarning(
                "KmsEncryptInfoIgnored", nameof(TenantRestoreRequest.KmsEncryptInfo),
                RestoreTexts.KmsIgnored,
                RestoreTexts.KmsAdvice);
        }
    }
}
