using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Errors;
using Obshell.Client.Restores;
using Obshell.Recovery;
using ObshellPS.Completion;
using ObshellPS.Errors;
using ObshellPS.Operators;
using ObshellPS.Pipeline;
using ObshellPS.References;

namespace ObshellPS.Commands;

/// <summary>
/// Cancels a tenant's restore; the agent then rolls it back. The cmdlet reads the state first, shows what the agent will do, and refuses if
/// the agent would leave an incomplete tenant (traps 10 and 12).
/// </summary>
[Cmdlet(VerbsLifecycle.Stop, "ObTenantRestore", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(DagDetail))]
public sealed class StopObTenantRestoreCommand : ObChangeCmdlet
{
    /// <summary>The tenants: their names, or the DAGs of their restores.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("RestoreTenantName", "Dag", "InputObject")]
    [ArgumentCompleter(typeof(DagTenantCompleter))]
    public object[] TenantName { get; set; } = [];

    /// <summary>Do not ask, and also cancel in stages 4 and 5.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The connection. Default: the connection that the DAG was read with, otherwise the current connection.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    private protected override bool IsForced => Force;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CountRecord();
        foreach (object? item in TenantName)
        {
            try
            {
                RestoreReference tenant = RestoreReference.From(item);
                Stop(new ObshellClient(tenant.ConnectionFor(Connection, ConnectionOrCurrent), Log), tenant);
            }
            catch (ObshellException e)
            {
                WriteFault(e, item);
            }
        }
    }

    private void Stop(ObshellClient client, RestoreReference reference)
    {
        string tenant = reference.Name;
        RestoreLook Look() => Run(stop => ReadAsync(client, tenant, stop));
        if (Agreed(Look(), Look, look => Question(client, reference, look)) is not { Newest: var newest })
        {
            return;
        }

        try
        {
            Show(tenant, Send(
                client.Connection,
                new ChangeText<DagChange>("DELETE tenant/restore", tenant)
                {
                    Outcome = static c => c.Dag is { } dag ? PipelineTexts.FormatOutcomeDag(dag.Id) : c.ReadFault is not null ? PipelineTexts.OutcomeAccepted : PipelineTexts.OutcomeNothingToCancel,
                    UnderWay = TenantTexts.FormatCancelOfRestore(tenant),
                    Where = TenantTexts.FormatDagOfTenantShows(CommandArgument.Of(tenant)),
                    Found = c => TenantTexts.FormatCancelFound(c.Dag!.Id, tenant),
                },
                stop => client.Restores.CancelAsync(tenant, newest?.Dag, stop)));
        }
        catch (ObshellApiException e) when (newest is not null && CancelNotice.TookEffect(tenant, e, newest.Dag, Run(stop => ReadAgainAsync(client, newest.Dag.Id, stop))) is { } half)
        {
            WriteError(ErrorRecords.From(half));
        }
        catch (ObshellException e)
        {
            WriteFault(e, (object?)newest?.Dag ?? tenant);
        }
    }

    /// <returns>Null when the request must not be sent; the error or warning has been written.</returns>
    private ChangeQuestion? Question(ObshellClient client, RestoreReference reference, RestoreLook look)
    {
        string tenant = reference.Name;
        DagOutlook? newest = look.Newest;
        if (reference.Dag is { } meant && newest?.Dag.Id != meant.Id)
        {
            string name = CommandArgument.Of(tenant);
            WriteError(ErrorRecords.From(new RestoreFaultException(
                "NotNewestDag",
                newest is null ? TenantTexts.FormatNotNewestNone(meant.Id, tenant) : TenantTexts.FormatNotNewest(meant.Id, tenant, newest.Dag.Id, newest.Dag.Name),
                TenantTexts.FormatAdviceNotNewest(name), tenant, newest?.Dag)));
            return null;
        }

        if (newest is not null)
        {
            reference.Dag?.Check(newest.Dag);
        }

        if (newest is null && look.Evidence.Knowledge == JobKnowledge.NoTenant)
        {
            WriteWarning(TenantTexts.FormatNothingToCancel(tenant));
            return null;
        }

        if (!Force && (CancelNotice.NothingToCancel(tenant, newest, look.Evidence) ?? CancelNotice.Refusal(tenant, newest)) is { } refusal)
        {
            WriteError(ErrorRecords.From(refusal));
            return null;
        }

        return new ChangeQuestion(
            TenantTexts.FormatRestoreOn(tenant, client.Connection.ToString()), CancelNotice.For(tenant, newest, look.Evidence),
            IsDestructive: true, newest?.Essence ?? $"{look.Evidence.Knowledge} {look.Evidence.Job?.JobId}");
    }

    /// <summary>Reads the DAG after the agent refused the request; null when it cannot be read.</summary>
    private static async Task<AgentDag?> ReadAgainAsync(ObshellClient client, string id, CancellationToken stop)
    {
        try
        {
            return await client.Dags.GetAsync(id, detailed: true, stop).ConfigureAwait(false);
        }
        catch (ObshellException)
        {
            return null;
        }
    }

    private void Show(string tenant, DagChange change)
    {
        if (change.Dag is not null)
        {
            WriteObject(DagDetail.Of(change.Dag));
        }
        else if (change.ReadFault is not null)
        {
            WriteWarning(TenantTexts.FormatCancelUnread(CommandArgument.Of(tenant)));
            WriteFault(change.ReadFault, tenant);
        }
        else
        {
            WriteWarning(TenantTexts.FormatNothingToCancel(tenant));
        }
    }

    private static async Task<RestoreLook> ReadAsync(ObshellClient client, string tenant, CancellationToken stop)
    {
        // Also read ended DAGs, because the effect of a DELETE can depend on an ended DAG (PROTOCOL 4.9).
        AgentDag? newest;
        try
        {
            newest = (await client.Dags.OfTenantAsync(tenant, unfinished: false, stop).ConfigureAwait(false)).FirstOrDefault();
        }
        catch (ObshellApiException e) when (e.ErrorCode == ErrorCodes.Unexpected)
        {
            // If the agent is not in a cluster, the request for DAGs fails with HTTP 500 (PROTOCOL 5.2). The overview has a clear error.
            await client.Restores.ReadJobAsync(tenant, stop).ConfigureAwait(false);
            throw;
        }

        AgentDag? detailed = newest is null ? null : await ReadBegunAsync(client, newest.Id, stop).ConfigureAwait(false);
        JobEvidence evidence = detailed is { IsRestore: true }
            ? await JobLook.ReadAsync(client, detailed, stop).ConfigureAwait(false)
            : await JobLook.ReadAsync(client, tenant, stop).ConfigureAwait(false);
        return new RestoreLook(detailed is null ? null : new DagOutlook(detailed, evidence), evidence);
    }

    /// <summary>
    /// Reads the DAG. If a restore is READY, this waits a short time until it has begun, because the agent refuses to cancel a READY DAG
    /// (PROTOCOL 4.9).
    /// </summary>
    private static Task<AgentDag> ReadBegunAsync(ObshellClient client, string id, CancellationToken stop) => BeginWait.ReadAsync(
        client,
        () => client.Dags.GetAsync(id, detailed: true, stop),
        static dag => dag is not { IsRestore: true, State: DagStates.Ready, Operator: not DagOperators.Rollback },
        stop);

    /// <summary>The tenant's newest DAG (null if the tenant has no DAG), and the known facts about the tenant's job.</summary>
    private sealed record RestoreLook(DagOutlook? Newest, JobEvidence Evidence);
}
