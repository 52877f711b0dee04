namespace Obshell.Recovery.Drills.Checks;

/// <summary>The user's own check of a restored tenant, beside what the agent is asked.</summary>
public interface IDrillVerifier
{
    /// <summary>In words, for the plan.</summary>
    string Plan { get; }

    /// <summary>Checks it. Throws nothing but a cancellation: what goes wrong is a check that failed or verified nothing.</summary>
    Task<IReadOnlyList<DrillCheck>> VerifyAsync(RestoredTenant tenant, CancellationToken cancellation);
}
