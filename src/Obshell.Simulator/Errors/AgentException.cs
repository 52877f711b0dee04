namespace Obshell.Simulator;

/// <summary>A handler's way to answer with a fault.</summary>
internal sealed class AgentException : Exception
{
    /// <param name="error">The fault.</param>
    /// <param name="nullData">True for a fault out of an executor: its typed nil pointer shows as <c>"data":null</c> (PROTOCOL 11, row 8).</param>
    public AgentException(AgentError error, bool nullData = false)
        : base(error.Code.Name)
    {
        Error = error;
        NullData = nullData;
    }

    public AgentError Error { get; }

    public bool NullData { get; }
}
