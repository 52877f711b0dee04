using Obshell.Client.Errors;
using Obshell.Client.Json;

namespace Obshell.Client.Changes;

/// <summary>
/// Sends each change once, to one agent (promise 5). If the answer is lost, or if an error does not show whether the change was carried
/// out, this class reads the state of the cluster. Either the state shows the change, or the outcome is unknown. Every error reports
/// whether the change was sent (<see cref="ObshellException.SentChange"/>).
/// </summary>
internal sealed class ChangeSender
{
    /// <summary>The pauses before the reads: a slow agent may not have processed the change yet.</summary>
    private static readonly TimeSpan[] Patience = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    /// <summary>After an error that the agent reported, one read is enough: the agent no longer works on the request.</summary>
    private static readonly TimeSpan[] Once = [TimeSpan.Zero];

    private static readonly TimeSpan PauseWhileBusy = TimeSpan.FromSeconds(5);

    private readonly ObConnection connection;
    private readonly IRequestLog? log;

    public ChangeSender(ObConnection connection, IRequestLog? log)
    {
        this.connection = connection;
        this.log = log;
    }

    /// <exception cref="ObshellApiException">The agent refused the change.</exception>
    /// <exception cref="ChangeUnknownException">The change may or may not have been carried out.</exception>
    public async Task<T> SendAsync<T>(Change<T> change, CancellationToken cancellation)
        where T : AgentResult
    {
        bool isAccepted = false;
        try
        {
            try
            {
                Answer answer = await connection.ChangeAsync(change.Request, log, cancellation).ConfigureAwait(false);
                isAccepted = true;
                return await change.Read(answer, cancellation).ConfigureAwait(false);
            }
            catch (ObshellException e) when (e.OutcomeUnknown || (isAccepted && e is ObshellProtocolException && change.Look is not null))
            {
                return await LookAsync(change, e, cancellation).ConfigureAwait(false);
            }
        }
        catch (ObshellException e) when (change.Request.Sent is { } sent)
        {
            e.SentChange = new SentChange(sent.Agent, TraceOf(e, sent), isAccepted && e is not ChangeUnknownException ? ChangeTexts.OutcomeAccepted : null);
            throw;
        }
    }

    private async Task<T> LookAsync<T>(Change<T> change, ObshellException cause, CancellationToken cancellation)
        where T : AgentResult
    {
        SentChange sent = change.Request.Sent!;
        string traceId = TraceOf(cause, sent);
        var lost = new SentChange(sent.Agent, traceId);
        string? seen = null;
        bool canTell = change.Look is null;
        TimeSpan waited = TimeSpan.Zero;
        var pauses = new Queue<TimeSpan>(change.Look is null ? [] : cause is ObshellApiException ? Once : Patience);
        while (pauses.Count > 0)
        {
            TimeSpan pause = pauses.Dequeue();
            await connection.TimeProvider.DelayAsync(pause, cancellation).ConfigureAwait(false);
            waited += pause;
            try
            {
                ChangeLookup<T> sighting = await change.Look!(lost, cancellation).ConfigureAwait(false);
                if (sighting.Result is { } done)
                {
                    return done;
                }

                seen = sighting.Seen;
                canTell = !sighting.IsBlind;
                if (sighting.IsBlind)
                {
                    break;
                }

                if (sighting.IsBusy && pauses.Count == 0 && cause is not ObshellApiException && waited < (change.Request.Timeout ?? connection.RequestLimit))
                {
                    pauses.Enqueue(PauseWhileBusy);
                }
            }
            catch (ObshellException e)
            {
                seen = change.LookFailed!(e.Message);
            }
        }

        // If the state does not show the change, or if there is no Look for this change, the agent's own error is thrown.
        if (canTell && cause is ObshellApiException)
        {
            throw cause;
        }

        throw new ChangeUnknownException(change.UnknownId, change.Unknown, change.Subject, cause, traceId, seen);
    }

    /// <summary>The trace id in the agent's error, if there is one; otherwise the id that the client sent.</summary>
    private static string TraceOf(ObshellException fault, SentChange sent) => fault switch
    {
        ObshellApiException { TraceId.Length: > 0 } api => api.TraceId,
        ChangeUnknownException unknown => unknown.TraceId,
        _ => sent.TraceId,
    };
}
