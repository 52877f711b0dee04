namespace Obshell.Recovery.Drills.Checks;

/// <summary>What the agent reports about a restored tenant.</summary>
/// <param name="Tenant">The tenant with its SQL endpoint. Properties that could not be read are empty.</param>
/// <param name="Checks">The checks in order; never empty.</param>
internal sealed record TenantCheckup(RestoredTenant Tenant, IReadOnlyList<DrillCheck> Checks);
