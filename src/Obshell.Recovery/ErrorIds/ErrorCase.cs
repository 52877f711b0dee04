using Obshell.Client;

namespace Obshell.Recovery.ErrorIds;

/// <summary>An error in the situation in which the user received it.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Target">The object of the command; null when it is not known.</param>
/// <param name="IsOfRow">Whether the object is one of several that were piped.</param>
public readonly record struct ErrorCase(ObshellException Fault, object? Target, bool IsOfRow);
