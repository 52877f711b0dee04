namespace Obshell.Client.Drills;

/// <summary>What became of the throw-away tenant, with words; and the refused login where that is why.</summary>
internal readonly record struct DrillCleanupOutcome(DrillCleanup Cleanup, string Text, ObshellApiException? Refusal = null);
