using System.Threading;
using System.Threading.Tasks;
using Obshell.Client;
using Obshell.Client.Restore;

namespace ObshellPS.Operators;

/// <summary>The overview, read before a change; that it cannot be read is an answer too, and stands in the question.</summary>
internal static class JobLook
{
    public static async Task<JobEvidence> ReadAsync(ObshellClient client, string tenant, CancellationToken stop)
    {
        try
        {
            return await client.Restores.ReadJobAsync(tenant, retry: true, stop).ConfigureAwait(false);
        }
        catch (ObshellException e) when (e is not (ObshellApiException { IsAuthentication: true } or ObshellInputException))
        {
            return JobEvidence.Unreachable;
        }
    }
}
