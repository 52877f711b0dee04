using Obshell.Client;

namespace Obshell.Recovery.Preflight.Facts;

/// <summary>
/// The parameters whose value is uncertain, for one of three reasons: the value cannot be read, it contradicts another value, or it is
/// missing and an unknown key may be the parameter's name with a typing error. A check that depends on such a parameter never passes.
/// </summary>
internal sealed class OpenQuestions
{
    private readonly HashSet<string> open = new(StringComparer.Ordinal);

    public OpenQuestions(TenantRestoreRequest request, IEnumerable<InputFault> faults)
    {
        foreach (InputFault fault in faults)
        {
            if (TenantRestoreRequest.Fields.FirstOrDefault(f => f.Parameter == fault.Parameter) is { Question: { } question })
            {
                open.Add(question);
            }

            if (fault.ErrorId == "ConflictingValue")
            {
                open.Add(fault.Parameter);
            }

            if (fault.IsUnknownRequestKey)
            {
                open.UnionWith(TenantRestoreRequest.Fields.Where(f => !f.IsGiven(request)).Select(f => f.Question).OfType<string>());
            }
        }
    }

    public bool Has(string question) => open.Contains(question);
}
