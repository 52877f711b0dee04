using Obshell.Client;
using Obshell.Client.Errors;

namespace Obshell.Recovery.Attaching;

/// <summary>Starts a restore; and where the tenant is being restored already, or was with success, takes that one when it is the same.</summary>
public sealed class RestoreAttaching
{
    private readonly ObshellClient client;

    /// <param name="client">Whom to ask.</param>
    public RestoreAttaching(ObshellClient client) => this.client = client;

    /// <summary>Starts the restore, or takes the one that is there.</summary>
    /// <param name="request">What to restore.</param>
    /// <param name="leaving">Called when the request is about to be sent: from then on it may be carried out, with or without an answer.</param>
    /// <param name="cancellation">Stops asking, not the restore.</param>
    /// <returns>An <see cref="AttachedRestore"/> where nothing was started.</returns>
    /// <exception cref="ExistingRestoreDiffersException">It is another one, or not known to be the same.</exception>
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
