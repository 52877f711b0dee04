using Obshell.Client;

namespace ObshellPS.Binding;

/// <summary>Collects all faults of one request, so that one error shows all of them.</summary>
internal sealed class FaultList
{
    private readonly List<InputFault> faults = [];

    public bool IsEmpty => faults.Count == 0;

    public IReadOnlyList<InputFault> All => faults;

    public void Add(string errorId, string parameter, string message, string agentErrorCode = "") =>
        faults.Add(new InputFault(errorId, parameter, message, agentErrorCode));

    public void AddRange(IEnumerable<InputFault> more) => faults.AddRange(more);

    /// <exception cref="ObshellInputException">There are faults.</exception>
    public void ThrowIfAny()
    {
        if (faults.Count > 0)
        {
            throw new ObshellInputException([.. faults]);
        }
    }
}
