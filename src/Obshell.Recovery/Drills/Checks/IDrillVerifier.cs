namespace Obshell.Recovery.Drills.Checks;

/// <summary>The user's own check of a restored tenant, in addition to the checks through the agent.</summary>
public interface IDrillVerifier
{
    /// <summary>What the check uses, as a text for the drill plan: <c>a query and a script</c>.</summary>
    string Plan { get; }

    /// <summary>
    /// Checks the tenant. If an error occurs, the result is a check that failed or is not verified. The method throws only when it is
    /// cancelled.
    /// </summary>
    Task<IReadOnlyList<DrillCheck>> VerifyAsync(RestoredTenant tenant, CancellationToken cancellation);
}
