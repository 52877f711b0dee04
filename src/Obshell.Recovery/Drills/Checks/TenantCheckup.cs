namespace Obshell.Recovery.Drills.Checks;

/// <summary>What the agent reports about a restored tenant.</summary>
/// <param name="Tenant">The tenant and its SQL endpoint; what could not be read is empty in it.</param>
/// <param name="Checks">One for each layer, in order. Never empty.</param>
internal sealed record TenantCheckup(RestoredTenant Tenant, IReadOnlyList<DrillCheck> Checks);
