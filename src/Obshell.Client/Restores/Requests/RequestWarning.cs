namespace Obshell.Client.Restores.Requests;

/// <summary>A value that a request may have but whose effect is not the expected one. It does not stop the request.</summary>
/// <param name="Name">Name of the finding in a preflight.</param>
/// <param name="Parameter">The parameter concerned.</param>
/// <param name="Text">What is wrong with the value.</param>
/// <param name="Advice">What to do instead.</param>
public sealed record RequestWarning(string Name, string Parameter, string Text, string Advice)
{
    /// <summary>All warnings of one request.</summary>
    public static IEnumerable<RequestWarning> Of(TenantRestoreRequest request) => Of(request, request.RestoreTenantName);

    /// <summary>All warnings of one request that is sent for a tenant of this name.</summary>
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
