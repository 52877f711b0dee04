namespace Obshell.Recovery.Drills.Planning;

/// <summary>
/// The name of a throw-away tenant, with the values from which it was made. A later clean-up makes the name again from these values, to
/// prove that a drill chose it.
/// </summary>
/// <param name="Tenant">The name.</param>
/// <param name="Pattern">See <see cref="DrillNames"/>.</param>
/// <param name="At">The time that is part of the name.</param>
/// <param name="Drill">The drill's id. Its first digits are part of the name.</param>
public readonly record struct DrillName(string Tenant, string Pattern, DateTimeOffset At, string Drill);
