using System.Net.Http;
using Obshell.Client.Changes;
using Obshell.Client.Connection;
using Obshell.Client.Dags;
using Obshell.Client.Errors;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Tenants;

namespace Obshell.Client.Restores;

/// <summary>
/// Cancels a restore (PROTOCOL 4.9). The request is sent once. When the answer is lost, the tenant's newest DAG shows whether the restore
/// was cancelled.
/// </summary>
internal sealed class RestoreCancelling
{
    /// <summary>Before the agent answers DELETE, it may wait up to 60 s for the end of the DAG (PROTOCOL 4.9).</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly ObConnection connection;
    private readonly DagApi dags;
    private readonly ChangeSender changes;

    public RestoreCancelling(ApiCaller caller, DagApi dags)
    {
        connection = caller.Connection;
        this.dags = dags;
        changes = new ChangeSender(connection, caller.Log);
    }

    public async Task<DagChange> CancelAsync(string tenant, AgentDag? before, CancellationToken cancellation)
    {
        AgentDag? now = null;
        Change<DagChange>? change = null;
        change = new Change<DagChange>(
            ApiRequest.Change(HttpMethod.Delete, TenantPath.Of(tenant) + "/restore", timeout: Limit), ChangeTexts.FormatUnknownRestoreCancel(tenant), ChangeSubject.Tenant(tenant), ReadAsync)
        {
            LookFailed = ChangeTexts.FormatLookNewDagFailed,
            Look = async (sent, stop) =>
            {
                now = (await dags.OfTenantAsync(tenant, unfinished: false, stop).ConfigureAwait(false)).FirstOrDefault();
                if (now is null)
                {
                    return ChangeLookup<DagChange>.NotDone(ChangeTexts.NoDagOfTenant);
                }

                change!.Subject = ChangeSubject.Dag(now.Id, tenant);
                bool isNew = now.DagId > (before?.DagId ?? 0) && !now.IsRestore;
                return isNew || (before is not null && OperationTrace.Shows(before, now, DagOperation.Rollback))
                    ? ChangeLookup<DagChange>.Done(Undone(await dags.GetAsync(now.Id, detailed: true, stop).ConfigureAwait(false), sent))

                    // After the CANCEL of the DAG, the agent waits up to 60 s before it starts the rollback.
                    : ChangeLookup<DagChange>.NotDone(
                        ChangeTexts.FormatNotShownByDagOfTenant(now.Id, connection.Redactor.Clean(now.State + "/" + now.Operator), now.Stage), isBusy: now.Operator == DagOperators.Cancel);
            },
        };
        try
        {
            return await changes.SendAsync(change, cancellation).ConfigureAwait(false);
        }
        catch (ObshellApiException refusal) when (refusal.OutcomeUnknown && now is not null)
        {
            throw new DagRefusalException(refusal, now);
        }
    }

    private Task<DagChange> ReadAsync(Answer answer, CancellationToken cancellation) => answer.HttpStatus == 204
        ? Task.FromResult(new DagChange(null, answerLost: false, answer.Agent, answer.TraceId))
        : dags.ReadChangedAsync(() => AnswerData.Read(answer, DagJson.Default.AgentDag).Id, DagOperation.Rollback, answer, cancellation);

    private static DagChange Undone(AgentDag dag, SentChange sent)
    {
        dag.RollbackRequested = true;
        return new DagChange(dag, answerLost: true, sent.Agent, sent.TraceId);
    }
}
