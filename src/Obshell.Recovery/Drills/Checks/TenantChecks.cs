using System.Security;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Errors;
using Obshell.Client.Restores;
using Obshell.Recovery.Preflight.Facts;
using Obshell.Recovery.Verdicts;
using Obshell.Recovery.Waiting;

namespace Obshell.Recovery.Drills.Checks;

/// <summary>
/// Checks a restored tenant through the agent: status, role, restore job, tablets and bytes of the job, databases. If the data of a check
/// cannot be read, the check is <see cref="DrillCheckVerdict.NotVerified"/> with the reason. All requests are reads. Methods throw only
/// when they are cancelled.
/// </summary>
internal sealed class TenantChecks
{
    private const string AnotherTenant = "AnotherTenant";
    private const int MaxShown = 20;

    private static readonly HashSet<string> OfEveryTenant = new(StringComparer.OrdinalIgnoreCase)
    {
        "information_schema", "mysql", "oceanbase", "sys", "test", "__public", "__recyclebin", "LBACSYS", "ORAAUDITOR",
    };

    private readonly ObshellClient client;

    public TenantChecks(ObshellClient client) => this.client = client;

    /// <summary>
    /// The password of the tenant's root. It may be empty. Null when it is not known. Without the password the agent lists no databases.
    /// </summary>
    public SecureString? RootPassword { get; init; }

    /// <summary>Whether the user can give the password. A recovery plan has no parameter for it.</summary>
    public bool TakesPassword { get; init; }

    /// <param name="dag">The DAG of the restore. It has ended and has its details.</param>
    /// <param name="job">OceanBase's job as it was read for the verdict. If it is null, this reads the job.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<TenantCheckup> RunAsync(AgentDag dag, RestoreOverview? job, CancellationToken cancellation)
    {
        job = await OwnJobAsync(dag, job, cancellation).ConfigureAwait(false);
        Reading<TenantDetail> tenant = await Reading<TenantDetail>.OfAsync(client.Tenants.GetAsync(dag.TenantName, cancellation)).ConfigureAwait(false);
        DrillCheck status = Status(tenant, job);

        // If the tenant is not from this restore, the other checks do not read it.
        bool isOwn = status.ReasonId != AnotherTenant;
        TenantEndpoint endpoint = isOwn && tenant.Value is { } found
            ? await TenantEndpoint.FindAsync(client, found, cancellation).ConfigureAwait(false)
            : TenantEndpoint.Unknown;
        DrillCheck databases = isOwn && tenant.Value is { } asked
            ? await DatabasesAsync(asked, cancellation).ConfigureAwait(false)
            : NotVerified("Databases", "NotTold", DrillCheckTexts.TenantNotAsked, "");
        var restored = new RestoredTenant
        {
            Name = dag.TenantName,
            TenantId = isOwn && tenant.Value is { TenantId: > 0 } known ? known.TenantId : job?.RestoreTenantId ?? 0,
            Mode = isOwn ? tenant.Value?.Mode ?? "" : "",
            Host = endpoint.Host,
            Port = endpoint.Port,
            ReachedPoint = job is { RestoreScn: > 0 } ? RestorePoint.FromScn(job.RestoreScn).DateTimeOffset : null,
            Dag = dag,
        };
        return new TenantCheckup(restored,
        [
            .. new[]
            {
                status,
                Role(dag),
                Restore(job),
                Whole("Agent.Tablets", job, job?.FinishTabletCount, job?.TabletCount, (done, all) => DrillCheckTexts.FormatTabletsDone(done, all), () => DrillCheckTexts.TabletsExpected),
                Whole("Agent.Bytes", job, job?.FinishBytes, job?.TotalBytes, (done, all) => DrillCheckTexts.FormatBytesDone(done, all), () => DrillCheckTexts.BytesExpected),
                databases,
            }.Select(Clean),
        ]);
    }

    private async Task<RestoreOverview?> OwnJobAsync(AgentDag dag, RestoreOverview? job, CancellationToken cancellation)
    {
        if (job is not null && JobMatch.Holds(dag, job))
        {
            return job;
        }

        try
        {
            IReadOnlyDictionary<string, JobEvidence> evidence = await new JobReading(client).GatherAsync([dag], cancellation).ConfigureAwait(false);
            return evidence.TryGetValue(dag.Id, out JobEvidence read) && read.Job is { } other && JobMatch.Holds(dag, other) ? other : null;
        }
        catch (ObshellException)
        {
            return null;
        }
    }

    private static DrillCheck Status(Reading<TenantDetail> reading, RestoreOverview? job)
    {
        const string Name = "Agent.Status";
        const string Expected = "NORMAL";
        if (reading.Value is not { } tenant)
        {
            return reading.Fault is ObshellApiException { ErrorCode: ErrorCodes.TenantNotExist } gone
                ? Failed(Name, "TenantMissing", DrillCheckTexts.FormatTenantMissing(gone.Message), Expected)
                : NotVerified(Name, reading.Fault!.ErrorId, reading.Fault.Message, Expected);
        }

        if (job is { RestoreTenantId: > 0 } && tenant.TenantId > 0 && job.RestoreTenantId != tenant.TenantId)
        {
            return NotVerified(
                Name, AnotherTenant, DrillCheckTexts.FormatAnotherTenant(tenant.TenantId, job.RestoreTenantId), Expected);
        }

        return tenant.Status.Length == 0 ? NotVerified(Name, "StatusUnknown", DrillCheckTexts.NoStatus, Expected)
            : IsYes(tenant.InRecyclebin) ? Failed(Name, "TenantRecycled", DrillCheckTexts.FormatInRecycleBin(tenant.Status), Expected)
            : IsYes(tenant.Locked) ? Failed(Name, "TenantLocked", DrillCheckTexts.FormatLocked(tenant.Status), Expected)
            : tenant.Status != Expected ? Failed(Name, "TenantNotNormal", tenant.Status, Expected)
            : Passed(Name, tenant.Status, Expected);
    }

    /// <summary>
    /// No route of the agent reports the role of a tenant. But the fourth node of the DAG succeeds only after the agent has read the role
    /// PRIMARY. So the success of this node is the proof. If a user passed the node, there is no proof.
    /// </summary>
    private static DrillCheck Role(AgentDag dag)
    {
        const string Name = "Agent.Role";
        const string Expected = "PRIMARY";
        if (dag.Nodes.Length < RestoreDag.ActivateStage || dag.Operator is DagOperators.Pass or DagOperators.Rollback)
        {
            return NotVerified(Name, "RoleUnknown", dag.Nodes.Length == 0 ? DrillCheckTexts.NoNodes : DrillCheckTexts.FormatDagEnded(dag.State, dag.Operator), Expected);
        }

        NodeDetail step = dag.Nodes[RestoreDag.ActivateStage - 1];
        string seen = DrillCheckTexts.FormatNodeEnded(step.Name, step.State, step.Operator);
        return step.Name != RestoreDag.StageName(RestoreDag.ActivateStage) || step.Operator is not (DagOperators.Run or DagOperators.Retry)
                ? NotVerified(Name, "RoleUnknown", seen, Expected)
            : step.State == DagStates.Succeed ? Passed(Name, DrillCheckTexts.FormatRoleByNode(Expected, step.Name), Expected)
            : step.State == DagStates.Failed ? Failed(Name, "NotPrimary", seen, Expected)
            : NotVerified(Name, "RoleUnknown", seen, Expected);
    }

    private static DrillCheck Restore(RestoreOverview? job)
    {
        const string Name = "Agent.Restore";
        const string Expected = "SUCCESS";
        return job is null ? NotVerified(Name, "RestoreUnconfirmed", DrillCheckTexts.NoJob, Expected)
            : job.IsRunning ? NotVerified(Name, "RestoreStillRuns", job.Status, Expected)
            : job.IsSuccess ? Passed(Name, job.Status, Expected)
            : Failed(Name, "RestoreJobFailed", job.Comment.Length > 0 ? DrillCheckTexts.FormatJobComment(job.Status, job.Comment) : job.Status, Expected);
    }

    private static DrillCheck Whole(string name, RestoreOverview? job, long? done, long? all, Func<long, long, string> text, Func<string> expected)
    {
        if (done is not { } finished || all is not { } total || total <= 0 || finished < 0)
        {
            return NotVerified(name, "CountUnknown", job is null ? DrillCheckTexts.NoJob : DrillCheckTexts.NoNumber, "");
        }

        string seen = text(finished, total);
        return finished >= total ? Passed(name, seen, "") : Failed(name, "Incomplete", seen, expected());
    }

    /// <summary>
    /// The agent lists databases only with the password of the tenant's root. This check does not know which databases to expect, so it
    /// cannot notice that a database is missing. If the agent lists only databases that every new tenant has, the check proves nothing.
    /// </summary>
    private async Task<DrillCheck> DatabasesAsync(TenantDetail tenant, CancellationToken cancellation)
    {
        const string Name = "Databases";
        if (RootPassword is null)
        {
            return NotVerified(Name, "NotTold", TakesPassword ? DrillCheckTexts.DatabasesNeedCredential : DrillCheckTexts.DatabasesNeedPassword, "");
        }

        if (string.Equals(tenant.Mode, "ORACLE", StringComparison.OrdinalIgnoreCase))
        {
            return NotVerified(Name, "OracleMode", DrillCheckTexts.DatabasesOracle, "");
        }

        Reading<IReadOnlyList<string>> reading = await Reading<IReadOnlyList<string>>.OfAsync(
            client.Tenants.ReadDatabasesAsync(tenant.TenantName, RootPassword, cancellation)).ConfigureAwait(false);
        if (reading.Value is not { } all)
        {
            return NotVerified(Name, reading.Fault!.ErrorId, reading.Fault.Message, "");
        }

        string[] own = [.. all.Where(d => !OfEveryTenant.Contains(d))];
        string shown = Listing.Of(own.Take(MaxShown).Concat(own.Length > MaxShown ? ["..."] : []));
        return own.Length > 0
            ? Passed(Name, own.Length == 1 ? DrillCheckTexts.FormatOneDatabase(shown) : DrillCheckTexts.FormatDatabases(own.Length, shown), "")
            : NotVerified(Name, "NoOwnDatabases", all.Count == 0 ? DrillCheckTexts.NoDatabases : DrillCheckTexts.OnlyBuiltInDatabases, "");
    }

    private DrillCheck Clean(DrillCheck check) => new()
    {
        Name = check.Name,
        Verdict = check.Verdict,
        ReasonId = check.ReasonId,
        Seen = client.Redactor.Clean(check.Seen),
        Expected = check.Expected,
    };

    private static bool IsYes(string word) => string.Equals(word, "YES", StringComparison.OrdinalIgnoreCase);

    private static DrillCheck Passed(string name, string seen, string expected) =>
        new() { Name = name, Verdict = DrillCheckVerdict.Passed, Seen = seen, Expected = expected };

    private static DrillCheck Failed(string name, string reason, string seen, string expected) =>
        new() { Name = name, Verdict = DrillCheckVerdict.Failed, ReasonId = reason, Seen = seen, Expected = expected };

    private static DrillCheck NotVerified(string name, string reason, string seen, string expected) =>
        new() { Name = name, Verdict = DrillCheckVerdict.NotVerified, ReasonId = reason, Seen = seen, Expected = expected };
}
