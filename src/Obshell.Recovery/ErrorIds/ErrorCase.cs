using Obshell.Client;

namespace Obshell.Recovery.ErrorIds;

/// <summary>An error with the context of the command that failed.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Target">The object that the command worked on; null when it is not known.</param>
/// <param name="IsOfRow">Whether the object is one of several piped objects.</param>
public readonly record struct ErrorCase(ObshellException Fault, object? Target, bool IsOfRow);
