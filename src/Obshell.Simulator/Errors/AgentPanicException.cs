namespace Obshell.Simulator;

/// <summary>A Go panic of the agent. The answer is the fixed answer of PROTOCOL 1.6.</summary>
internal sealed class AgentPanicException : Exception;
