using Obshell.Client;
using Obshell.Recovery.Preflight;

namespace Obshell.Recovery.Drills.Planning;

/// <summary>Whether a drill can start, with the data for the decision.</summary>
/// <param name="Request">The restore request of the drill.</param>
/// <param name="Look">The preflight of the drill.</param>
/// <param name="Shortage">Why there is no room. Null when there is room, or when a failed check blocks the drill.</param>
/// <param name="Need">The capacity that is reserved for the drill until it ends; null when nothing is reserved.</param>
internal sealed record DrillAdmission(TenantRestoreRequest Request, PreflightLook Look, string? Shortage, DrillNeed? Need);
