namespace Obshell.Recovery.Drills.Checks;

/// <summary>The user's own check of a restored tenant, in addition to the checks through the agent.</summary>
public interface IDrillVerifier
{
    /// <summary>The means of the check, for the plan: <c>a query and a script</c>.</summary>
    string Plan { get; }

    /// <summary>Checks the tenant. It throws only on cancellation. Any other error becomes a check that failed or verified nothing.</summary>
    Task<IReadOnlyList<DrillCheck>> VerifyAsync(RestoredTenant tenant, CancellationToken cancellation);
}
