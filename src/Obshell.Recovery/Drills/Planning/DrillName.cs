namespace Obshell.Recovery.Drills.Planning;

/// <summary>The name of a throw-away tenant, and how it was made: so it can be distinguished later from the name of any other tenant.</summary>
/// <param name="Tenant">The name.</param>
/// <param name="Pattern">See <see cref="DrillNames"/>.</param>
/// <param name="At">The moment that went into it.</param>
/// <param name="Drill">The drill's own number, whose beginning went into it.</param>
public readonly record struct DrillName(string Tenant, string Pattern, DateTimeOffset At, string Drill);
