using Obshell.Client;
using Obshell.Client.Errors;

namespace Obshell.Recovery.Attaching;

/// <summary>Starts a restore. When the tenant is being restored already, or was restored with success, this takes that restore if it is the same one.</summary>
public sealed class RestoreAttaching
{
    private readonly ObshellClient client;

    /// <param name="client">The connection to the agents.</param>
    public RestoreAttaching(ObshellClient client) => this.client = client;

    /// <summary>Starts the restore, or takes the one that exists.</summary>
    /// <param name="request">What to restore.</param>
    /// <param name="leaving">Called just before the request is sent. After that the agent may carry it out, even when no answer comes.</param>
    /// <param name="cancellation">Ends the requests, not the restore.</param>
    /// <returns>The DAG; an <see cref="AttachedRestore"/> when nothing was started.</returns>
    /// <exception cref="ExistingRestoreDiffersException">The existing restore is another one, or it is not known whether it is the same.</exception>
    /// <exception cref="ObshellException">See <see cref="Obshell.Client.Restores.RestoreApi.StartAsync"/>.</exception>
    public async Task<RestoreStart> StartAsync(TenantRestoreRequest request, Action? leaving, CancellationToken cancellation)
    {
        try
        {
            return await client.Restores.StartAsync(request, leaving, cancellation).ConfigureAwait(false);
        }
        catch (ObshellApiException e) when (e.ErrorCode is ErrorCodes.TenantExisted or ErrorCodes.TenantUnderMaintenance)
        {
            try
            {
                if (await new ExistingRestore(client).FindAsync(request, e, cancellation).ConfigureAwait(false) is { } existing)
                {
                    return existing;
                }
            }
            catch (ObshellException look) when (look.SentChange is null && e.SentChange is { } sent)
            {
                look.SentChange = new SentChange(sent.Agent, sent.TraceId, look is ExistingRestoreDiffersException ? null : e.ErrorId);
                throw;
            }

            throw;
        }
    }
}
