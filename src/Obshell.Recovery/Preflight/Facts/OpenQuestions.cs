using Obshell.Client;

namespace Obshell.Recovery.Preflight.Facts;

/// <summary>
/// The parameters with an uncertain meaning: they are unreadable or contradictory, or an unknown key may be meant for them. A check that
/// depends on such a parameter never passes, no matter which value was understood.
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
