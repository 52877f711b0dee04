using Obshell.Client;

namespace Obshell.Recovery.Cleanup;

/// <summary>The result of the clean-up of a drill tenant.</summary>
/// <param name="Cleanup">The result in one word.</param>
/// <param name="Text">The result in a sentence.</param>
/// <param name="Fault">
/// The fault that stopped the clean-up: a refused login, or a change with an unknown outcome. Null in all other cases.
/// </param>
public readonly record struct CleanupOutcome(DrillCleanup Cleanup, string Text, ObshellException? Fault = null);
