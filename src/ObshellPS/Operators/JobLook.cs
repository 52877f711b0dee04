using Obshell.Client;
using Obshell.Client.Restores;
using Obshell.Recovery.Waiting;

namespace ObshellPS.Operators;

/// <summary>OceanBase's job, read before a change. A job that cannot be read is an answer too, and the question says so.</summary>
internal static class JobLook
{
    /// <summary>The job of a DAG. When the tenant does not exist any more, the overview has no job, but the list of jobs still has it.</summary>
    public static async Task<JobEvidence> ReadAsync(ObshellClient client, AgentDag dag, CancellationToken stop) =>
        (await new JobReading(client).GatherAsync([dag], stop).ConfigureAwait(false))[dag.Id];

    /// <summary>A tenant's latest job, no matter which DAG started it.</summary>
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
