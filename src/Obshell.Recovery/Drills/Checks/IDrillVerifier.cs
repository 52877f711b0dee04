using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Obshell.Recovery.Drills.Checks;

/// <summary>The user's own check of a restored tenant, beside what the agent is asked.</summary>
internal interface IDrillVerifier
{
    /// <summary>In words, for the plan.</summary>
    string Plan { get; }

    /// <summary>Throws nothing but a cancellation.</summary>
    Task<IReadOnlyList<DrillCheck>> VerifyAsync(RestoredTenant tenant, CancellationToken cancellation);
}
