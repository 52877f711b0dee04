using Obshell.Client;
using Obshell.Recovery.Preflight;

namespace Obshell.Recovery.Drills.Planning;

/// <summary>The answer to a drill that asked to begin.</summary>
/// <param name="Request">The restore as it would be sent.</param>
/// <param name="Look">The preflight.</param>
/// <param name="Shortage">Why there is no room; null when there is room, or when something worse blocks the drill.</param>
/// <param name="Need">The capacity that is reserved for the drill until it ends; null when nothing is reserved.</param>
internal sealed record DrillAdmission(TenantRestoreRequest Request, PreflightLook Look, string? Shortage, DrillNeed? Need);
