using Obshell.Client;
using Obshell.Client.Display;
using ObshellPS.Errors;

namespace ObshellPS.Operators;

/// <summary>
/// The error when a tenant or the rest of a restore would be removed while the restore, or OceanBase's job, is still running. Dropping such
/// a tenant would destroy a restore that can still succeed.
/// </summary>
internal static class RestoreAtWork
{
    /// <param name="tenant">The tenant that is being restored.</param>
    /// <param name="dag">The DAG of the restore; null when it is not known. If it has ended, only OceanBase's job is running.</param>
    /// <param name="job">OceanBase's job; null when it was not read.</param>
    public static RestoreFaultException Refusal(string tenant, AgentDag? dag, RestoreOverview? job)
    {
        string name = CommandArgument.Of(tenant);
        string id = CommandArgument.Of(dag?.Id ?? "");
        (string why, string advice) = dag switch
        {
            null => (TenantTexts.FormatRestoreJobWithoutDag(job?.JobId, tenant), TenantTexts.FormatAdviceStopJob(name)),
            { IsFinished: true } => (TenantTexts.FormatRestoreJobRunning(dag.Id, tenant), TenantTexts.FormatAdviceRunningJob(id)),
            _ => (TenantTexts.FormatRestoreRunning(tenant, dag.Id), TenantTexts.FormatAdviceRunningRestore(id, name)),
        };
        return new RestoreFaultException("RestoreAtWork", why, advice, tenant, dag);
    }
}
