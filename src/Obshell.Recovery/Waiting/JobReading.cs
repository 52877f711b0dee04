using Obshell.Client;
using Obshell.Client.Restores;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Waiting;

/// <summary>
/// Reads the OceanBase jobs of ended DAGs for their verdicts. For one DAG, it reads the tenant's overview; for several DAGs, the list of
/// jobs. If a job cannot be read, nothing is thrown: the job can be read again later. Only a refused login is thrown.
/// </summary>
public sealed class JobReading
{
    /// <summary>
    /// The tolerance for start times in the list request. It is more than a day, because the agent may compare times of different time
    /// zones (PROTOCOL 4.10).
    /// </summary>
    private static readonly TimeSpan Slack = TimeSpan.FromHours(26);

    private readonly ObshellClient client;

    /// <param name="client">
    /// The connection. A watch passes <see cref="ObshellClient.Once"/>, because it repeats requests at its own intervals.
    /// </param>
    public JobReading(ObshellClient client) => this.client = client;

    /// <summary>Reads the information about each DAG's job. The keys of the result are DAG ids.</summary>
    /// <param name="dags">Restores and backups that have ended, with details.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlyDictionary<string, JobEvidence>> GatherAsync(IReadOnlyList<AgentDag> dags, CancellationToken cancellation)
    {
        var evidence = new Dictionary<string, JobEvidence>(StringComparer.Ordinal);
        foreach (AgentDag backup in dags.Where(d => d.IsBackup))
        {
            evidence[backup.Id] = await ReadBackupAsync(backup, cancellation).ConfigureAwait(false);
        }

        dags = [.. dags.Where(d => !d.IsBackup)];
        RestoreOverview[]? jobs = dags.Count > 1 ? await TryReadJobsAsync(dags, cancellation).ConfigureAwait(false) : null;
        foreach (AgentDag dag in dags)
        {
            evidence[dag.Id] = jobs is not null && OwnJob(dag, jobs) is { } own
                ? new JobEvidence(JobKnowledge.Found, own)
                : await ReadEvidenceAsync(dag, jobs, cancellation).ConfigureAwait(false);
        }

        return evidence;
    }

    /// <summary>
    /// Reads the progress of running restores. For one restore, it reads the tenant's overview; for several restores, one list of jobs. The
    /// keys of the result are DAG ids. Restores without a job are left out.
    /// </summary>
    internal async Task<IReadOnlyDictionary<string, RestoreOverview>> TryReadProgressAsync(IReadOnlyList<AgentDag> dags, CancellationToken cancellation)
    {
        var found = new Dictionary<string, RestoreOverview>(StringComparer.Ordinal);
        try
        {
            RestoreOverview[] running = dags.Count == 1
                ? (await client.Restores.ReadJobAsync(dags[0].TenantName, cancellation).ConfigureAwait(false)).Job is { } only ? [only] : []
                : await client.Restores.ReadJobsAsync(startedAfter: dags.Min(d => d.StartTime) - Slack, cancellation: cancellation).ConfigureAwait(false);
            foreach (AgentDag dag in dags)
            {
                if (running.Where(j => j.RestoreTenantName == dag.TenantName || dags.Count == 1).OrderByDescending(j => j.JobId).FirstOrDefault() is { } job)
                {
                    found[dag.Id] = job;
                }
            }
        }
        catch (ObshellException)
        {
            // The progress is not important. The next poll reads it again.
        }

        return found;
    }

    /// <summary>
    /// Reads the tenant's overview. If it does not contain the job of the DAG, this reads the list of jobs, which also contains failed jobs
    /// of tenants that do not exist.
    /// </summary>
    private async Task<JobEvidence> ReadEvidenceAsync(AgentDag dag, RestoreOverview[]? jobs, CancellationToken cancellation)
    {
        JobEvidence evidence;
        try
        {
            evidence = await client.Restores.ReadJobAsync(dag.TenantName, cancellation).ConfigureAwait(false);
        }
        catch (ObshellException e) when (!IsRefusedLogin(e))
        {
            return JobEvidence.Unreachable;
        }

        if (evidence.Knowledge == JobKnowledge.Found && JobMatch.Holds(dag, evidence.Job!))
        {
            return evidence;
        }

        jobs ??= await TryReadJobsAsync([dag], cancellation).ConfigureAwait(false);
        return jobs is not null && OwnJob(dag, jobs) is { } own
            ? evidence with { Job = own }
            : evidence;
    }

    private async Task<JobEvidence> ReadBackupAsync(AgentDag dag, CancellationToken cancellation)
    {
        try
        {
            BackupJob? job = await new BackupJobReading(client).FindAsync(dag, cancellation).ConfigureAwait(false);
            return new JobEvidence(job is null ? JobKnowledge.NoJob : JobKnowledge.Found) { Backup = job };
        }
        catch (ObshellException e) when (!IsRefusedLogin(e))
        {
            return JobEvidence.Unreachable;
        }
    }

    private async Task<RestoreOverview[]?> TryReadJobsAsync(IEnumerable<AgentDag> dags, CancellationToken cancellation)
    {
        try
        {
            DateTimeOffset? from = dags.Select(d => d.Nodes.FirstOrDefault()?.StartTime ?? d.StartTime).Min();
            return await client.Restores.ReadJobsAsync(startedAfter: from - Slack, cancellation: cancellation).ConfigureAwait(false);
        }
        catch (ObshellException e) when (!IsRefusedLogin(e))
        {
            return null;
        }
    }

    /// <summary>Whether the login was refused. More requests do not help, and could lock the account (trap 33).</summary>
    private static bool IsRefusedLogin(ObshellException e) => e is ObshellApiException { IsAuthentication: true };

    private static RestoreOverview? OwnJob(AgentDag dag, RestoreOverview[] jobs) =>
        jobs.FirstOrDefault(j => j.RestoreTenantName == dag.TenantName && JobMatch.Holds(dag, j));
}
