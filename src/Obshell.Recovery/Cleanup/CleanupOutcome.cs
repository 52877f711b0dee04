using Obshell.Client;

namespace Obshell.Recovery.Cleanup;

/// <summary>What became of a throw-away tenant.</summary>
/// <param name="Cleanup">In one word.</param>
/// <param name="Text">In a sentence.</param>
/// <param name="Fault">Where that alone is why: a refused login, an unknown change.</param>
public readonly record struct CleanupOutcome(DrillCleanup Cleanup, string Text, ObshellException? Fault = null);
