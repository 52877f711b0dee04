namespace Obshell.Recovery.Drills.Checks;

/// <summary>The user's own check of a restored tenant, in addition to what the agent is asked.</summary>
public interface IDrillVerifier
{
    /// <summary>What it checks with, for the plan: <c>a query and a script</c>.</summary>
    string Plan { get; }

    /// <summary>Checks it. Throws only a cancellation: what goes wrong is a check that failed or verified nothing.</summary>
    Task<IReadOnlyList<DrillCheck>> VerifyAsync(RestoredTenant tenant, CancellationToken cancellation);
}
