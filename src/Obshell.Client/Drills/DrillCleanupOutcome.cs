namespace Obshell.Client.Drills;

/// <summary>What became of the throw-away tenant, with words.</summary>
internal readonly record struct DrillCleanupOutcome(DrillCleanup Cleanup, string Text);
