namespace Obshell.Simulator;

/// <summary>A Go panic. The answer is the fixed envelope of PROTOCOL 1.6.</summary>
internal sealed class AgentPanicException : Exception;
