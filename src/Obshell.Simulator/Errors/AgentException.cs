namespace Obshell.Simulator;

/// <summary>A handler throws this exception to answer with an error.</summary>
internal sealed class AgentException : Exception
{
    /// <param name="error">The error.</param>
    /// <param name="nullData">True for an error from an executor: Go writes the typed nil pointer of its result as <c>"data":null</c>
    /// (PROTOCOL 11, row 8).</param>
    public AgentException(AgentError error, bool nullData = false)
        : base(error.Code.Name)
    {
        Error = error;
        NullData = nullData;
    }

    public AgentError Error { get; }

    public bool NullData { get; }
}
