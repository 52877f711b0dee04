using Obshell.Client;
using Obshell.Recovery.Verdicts;
using ObshellPS.Binding;
using ObshellPS.Objects;

namespace ObshellPS.References;

/// <summary>Which DAG a wait is for, where not the DAG is named but its tenant, or a restore of Get-ObTenantRestore.</summary>
internal static class WaitTarget
{
    /// <returns>The restore; null when something else was given, such as a DAG or its id.</returns>
    public static RestoreReference? AsRestore(object? item) =>
        PropertyBag.Unwrap(item) is TenantRestore
        || (PropertyBag.Open(item) is { } bag && ObjectOrigin.Text(bag, "Id", "DagId") is null && ObjectOrigin.Text(bag, "TenantName") is not null)
            ? RestoreReference.From(item)
            : null;

    /// <summary>The newest DAG of a tenant.</summary>
    /// <exception cref="ObshellInputException">There is none.</exception>
    public static async Task<DagIdentity> NewestOfAsync(ObshellClient client, string tenant, CancellationToken stop) =>
        (await client.Dags.OfTenantAsync(tenant, unfinished: false, stop).ConfigureAwait(false)).FirstOrDefault() is { } newest
            ? DagIdentity.Of(newest)
            : throw new ObshellInputException(new InputFault("DagNotFound", "TenantName", DagTexts.FormatNoDagOfTenant(TextFault.Quote(tenant))));

    /// <summary>The DAG of a restore: the one that it was read with, else the one that started its job.</summary>
    /// <exception cref="ObshellInputException">There is none.</exception>
    public static async Task<DagIdentity> OfRestoreAsync(ObshellClient client, RestoreReference restore, RestoreOverview? job, CancellationToken stop)
    {
        if (restore.Dag is { } known)
        {
            return known;
        }

        AgentDag[] dags = await client.Dags.OfTenantAsync(restore.Name, unfinished: false, stop).ConfigureAwait(false);
        return Array.Find(dags, d => d.IsRestore && (job is null || JobMatch.Holds(d, job))) is { } dag
            ? DagIdentity.Of(dag)
            : throw new ObshellInputException(new InputFault(
                "DagNotFound", "Id",
                job is null ? DagTexts.FormatNoDagOfTenant(TextFault.Quote(restore.Name)) : DagTexts.FormatNoDagOfRestore(TextFault.Quote(restore.Name), job.Status)));
    }
}
