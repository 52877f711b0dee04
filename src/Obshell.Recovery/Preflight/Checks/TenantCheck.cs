using Obshell.Client.Errors;
using Obshell.Client.Input;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks;

/// <summary>Row 4 of PROTOCOL 4.3: the tenant does not exist.</summary>
internal sealed class TenantCheck : PreflightCheck
{
    /// <summary>Name of the finding.</summary>
    public const string Name = "TenantAbsent";

    public TenantCheck(PreflightFacts facts)
        : base(facts)
    {
    }

    public override void Judge()
    {
        const string Parameter = "RestoreTenantName";
        string tenant = Request.RestoreTenantName;
        if (tenant.Length == 0 || TextRules.IsReservedTenantName(tenant))
        {
            // Another finding reports an empty or reserved name.
            return;
        }

        if (Cluster.TenantNames.Value is not { } names)
        {
            AddUnread(Name, Cluster.TenantNames.Fault!, Parameter);
        }
        else if (names.Contains(tenant, StringComparer.Ordinal))
        {
            Add(
                Name, PreflightVerdict.Failed, PreflightTexts.FormatTenantExists(Quote(tenant)),
                ErrorCodes.TenantExisted, PreflightTexts.AdviceTenantExists, Parameter);
        }
        else if (names.FirstOrDefault(n => string.Equals(n, tenant, StringComparison.OrdinalIgnoreCase)) is { } alike)
        {
            Add(Name, PreflightVerdict.Warning, PreflightTexts.FormatTenantSimilar(Quote(alike)), "", PreflightTexts.AdviceTenantSimilar, Parameter);
        }
        else
        {
            AddPassed(Name, PreflightTexts.FormatTenantFree(Quote(tenant)), Parameter, Parameter);
        }
    }
}
