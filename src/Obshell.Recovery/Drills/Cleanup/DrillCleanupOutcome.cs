using Obshell.Client;

namespace Obshell.Recovery.Drills.Cleanup;

/// <summary>What became of the throw-away tenant, with words; and the fault where that alone is why: a refused login, an unknown change.</summary>
internal readonly record struct DrillCleanupOutcome(DrillCleanup Cleanup, string Text, ObshellException? Fault = null);
