namespace Obshell.Simulator;

/// <summary>A Go panic: answered with the fixed envelope of PROTOCOL 1.6.</summary>
internal sealed class AgentPanicException : Exception;
