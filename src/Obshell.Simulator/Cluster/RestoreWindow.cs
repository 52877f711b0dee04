namespace Obshell.Simulator;

/// <summary>A span of time that a backup can be restored to; both ends included.</summary>
/// <param name="Start">First instant.</param>
/// <param name="End">Last instant.</param>
public sealed record RestoreWindow(DateTimeOffset Start, DateTimeOffset End);
