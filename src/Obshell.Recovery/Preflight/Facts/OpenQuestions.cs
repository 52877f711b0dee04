using Obshell.Client;

namespace Obshell.Recovery.Preflight.Facts;

/// <summary>
/// The parameters of which it is not certain what the user means: unreadable, contradictory, or perhaps meant by a key
/// that is unknown. A check that depends on such a parameter never passes, no matter which value was understood.
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
