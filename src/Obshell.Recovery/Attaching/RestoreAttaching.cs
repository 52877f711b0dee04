using Obshell.Client;
using Obshell.Client.Errors;

namespace Obshell.Recovery.Attaching;

/// <summary>
/// Starts a restore. If a matching restore of the tenant is running or has succeeded, this class attaches to that restore and starts
/// nothing.
/// </summary>
public sealed class RestoreAttaching
{
    private readonly ObshellClient client;

    /// <param name="client">The connection to the agents.</param>
    public RestoreAttaching(ObshellClient client) => this.client = client;

    /// <summary>Starts the restore, or attaches to the existing one.</summary>
    /// <param name="request">What to restore.</param>
    /// <param name="leaving">
    /// Called just before the request is sent. From then on the agent may run the request, even if no answer arrives.
    /// </param>
    /// <param name="cancellation">Ends the requests, not the restore.</param>
    /// <returns>The DAG; an <see cref="AttachedRestore"/> when nothing was started.</returns>
    /// <exception cref="ExistingRestoreDiffersException">
    /// The existing restore differs from the request, or it is not known whether it differs.
    /// </exception>
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
