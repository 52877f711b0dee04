namespace Obshell.Client.Restores.Requests;

/// <summary>
/// A warning about a value that is allowed in a request, but does not have the expected effect. It does not stop the request.
/// </summary>
/// <param name="Name">Name of the finding in a preflight.</param>
/// <param name="Parameter">The parameter concerned.</param>
/// <param name="Text">What is wrong with the value.</param>
/// <param name="Advice">What to do instead.</param>
public sealed record RequestWarning(string Name, string Parameter, string Text, string Advice)
{
    /// <summary>All warnings of one request.</summary>
    public static IEnumerable<RequestWarning> Of(TenantRestoreRequest request) => Of(request, request.RestoreTenantName);

    /// <summary>All warnings of one request that is sent for a tenant with this name.</summary>
    public static IEnumerable<RequestWarning> Of(TenantRestoreRequest request, string tenantName)
    {
        if (ReservedWords.Contains(tenantName))
        {
            yield return new RequestWarning(
                "TenantNameReserved", nameof(TenantRestoreRequest.RestoreTenantName), RestoreTexts.FormatTenantNameIsWord(TextFault.Quote(tenantName)), RestoreTexts.TenantNameIsWordAdvice);
        }

        // The SQL of the agent contains WITH 'pool_list=..&locality=..&primary_zone=..&concurrency=..' (PROTOCOL 4.6), but never
        // kms_encrypt.
        if (request.KmsEncryptInfo is not null)
        {
            yield return new RequestWarning(
                "KmsEncryptInfoIgnored", nameof(TenantRestoreRequest.KmsEncryptInfo),
                RestoreTexts.KmsIgnored,
                RestoreTexts.KmsAdvice);
        }
    }
}
