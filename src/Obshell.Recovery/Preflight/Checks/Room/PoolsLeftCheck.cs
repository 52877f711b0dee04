using Obshell.Client.Input;
using Obshell.Recovery.Cleanup;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks.Room;

/// <summary>
/// Finds resource pools that an earlier restore into this tenant name left. They do not prevent a restore, but they use resources.
/// </summary>
internal sealed class PoolsLeftCheck : PreflightCheck
{
    /// <summary>Name of the finding.</summary>
    public const string Name = "PoolsLeft";

    public PoolsLeftCheck(PreflightFacts facts)
        : base(facts)
    {
    }

    public override void Judge()
    {
        string tenant = Request.RestoreTenantName;
        string[] left = tenant.Length == 0 || TextRules.IsReservedTenantName(tenant) || Cluster.FreePools.Value is not { } free
            ? []
            : [.. free.Where(p => PoolNames.IsNamedFor(p, tenant))];
        if (left.Length > 0)
        {
            Add(
                Name, PreflightVerdict.Note, left.Length == 1 ? PreflightTexts.FormatPoolLeft(Quote(tenant), Names(left)) : PreflightTexts.FormatPoolsLeft(left.Length, Quote(tenant), Names(left)),
                "", PreflightTexts.FormatAdvicePoolsLeft(Argument(tenant)), "RestoreTenantName");
        }
    }
}
