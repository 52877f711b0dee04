using Obshell.Client;
using Obshell.Recovery.Preflight;

namespace Obshell.Recovery.Drills.Planning;

/// <summary>What became of a drill that asked to begin.</summary>
/// <param name="Request">The restore as it would be sent.</param>
/// <param name="Look">The preflight.</param>
/// <param name="Shortage">Why there is no room; null when there is, or when something worse blocks the drill.</param>
/// <param name="Need">What is held for it until it leaves; null when nothing is.</param>
internal sealed record DrillAdmission(TenantRestoreRequest Request, PreflightLook Look, string? Shortage, DrillNeed? Need);
