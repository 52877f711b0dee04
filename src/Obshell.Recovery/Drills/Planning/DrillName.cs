namespace Obshell.Recovery.Drills.Planning;

/// <summary>
/// The name of a throw-away tenant, and how it was made. With both, a later reader can distinguish this tenant from any other tenant.
/// </summary>
/// <param name="Tenant">The name.</param>
/// <param name="Pattern">See <see cref="DrillNames"/>.</param>
/// <param name="At">The moment that is part of the name.</param>
/// <param name="Drill">The drill's id. Its first digits are part of the name.</param>
public readonly record struct DrillName(string Tenant, string Pattern, DateTimeOffset At, string Drill);
