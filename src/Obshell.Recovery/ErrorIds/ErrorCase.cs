using Obshell.Client;

namespace Obshell.Recovery.ErrorIds;

/// <summary>An error as a user has just got it.</summary>
/// <param name="Fault">What went wrong.</param>
/// <param name="Target">Of what; null where that is not known.</param>
/// <param name="IsOfRow">It was piped, among others.</param>
public readonly record struct ErrorCase(ObshellException Fault, object? Target, bool IsOfRow);
