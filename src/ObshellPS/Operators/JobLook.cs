using Obshell.Client;
using Obshell.Client.Restores;
using Obshell.Recovery.Waiting;

namespace ObshellPS.Operators;

/// <summary>Reads OceanBase's job before a change. If the job cannot be read, the question to the user says so.</summary>
internal static class JobLook
{
    /// <summary>
    /// Reads the job of a DAG. If the tenant no longer exists, the overview has no job, but the list of jobs still contains it.
    /// </summary>
    public static async Task<JobEvidence> ReadAsync(ObshellClient client, AgentDag dag, CancellationToken stop) =>
        (await new JobReading(client).GatherAsync([dag], stop).ConfigureAwait(false))[dag.Id];

    /// <summary>Reads a tenant's latest job. Any DAG may have started it.</summary>
    public static async Task<JobEvidence> ReadAsync(ObshellClient client, string tenant, CancellationToken stop)
    {
        try
        {
            return await client.Restores.ReadJobAsync(tenant, stop).ConfigureAwait(false);
        }
        catch (ObshellException e) when (e is not (ObshellApiException { IsAuthentication: true } or ObshellInputException))
        {
            return JobEvidence.Unreachable;
        }
    }
}
