using Obshell.Client.Errors;

namespace Obshell.Client.Connection.Channel;

/// <summary>
/// Stores whether the agents accept the connection's passwords. An agent tries a wrong password as a login at the database, and too many
/// failed logins lock the account (trap 33). So a refused password is never sent again, to any agent. During a pause between requests,
/// someone may change the password. So when several requests start together after a pause, only the first is sent, and the others wait for
/// its result.
/// </summary>
internal sealed class Login
{
    /// <summary>For this time after an agent has accepted the password, no request waits for another request.</summary>
    private static readonly TimeSpan WordHolds = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A working agent answers within this time. After this time, the other requests no longer wait, because the agent may hang.
    /// </summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(3);

    private readonly TimeProvider time;
    private readonly object gate = new();
    private (ApiError Error, ObshellApiException First)? rootRefusal;
    private (ApiError Error, ObshellApiException First)? agentRefusal;
    private TaskCompletionSource<bool>? ahead;
    private long? accepted;

    public Login(TimeProvider time) => this.time = time;

    /// <summary>
    /// Waits until the request can be sent, and returns the turn of the request. The caller disposes the turn when the request has ended.
    /// </summary>
    /// <exception cref="ObshellApiException">The password was refused before.</exception>
    public async Task<Turn> EnterAsync(bool agentScheme, CancellationToken cancellation)
    {
        Task other;
        lock (gate)
        {
            ThrowIfRefused(agentScheme);
            if (accepted is { } at && time.GetElapsedTime(at) < WordHolds)
            {
                return default;
            }

            if (ahead is null)
            {
                ahead = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                return new Turn(this, ahead);
            }

            other = ahead.Task;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(other, time.DelayAsync(MaxWait, limit.Token)).ConfigureAwait(false);
        limit.Cancel();
        cancellation.ThrowIfCancellationRequested();
        lock (gate)
        {
            ThrowIfRefused(agentScheme);
            return default;
        }
    }

    /// <summary>An agent has accepted the login of a request.</summary>
    public void Accept()
    {
        lock (gate)
        {
            accepted = time.GetTimestamp();
        }
    }

    /// <summary>An agent has refused the password.</summary>
    public void Refuse(bool agentScheme, ObshellApiException word)
    {
        var refusal = (new ApiError(word.LegacyCode, word.ErrorCode, word.ServerMessage), word);
        lock (gate)
        {
            if (agentScheme)
            {
                agentRefusal ??= refusal;
            }
            else
            {
                rootRefusal ??= refusal;
            }
        }
    }

    private void ThrowIfRefused(bool agentScheme)
    {
        if ((agentScheme ? agentRefusal : rootRefusal) is { } refusal)
        {
            throw new ObshellApiException(refusal.Error, refusal.First.HttpStatus, refusal.First.TraceId, refusal.First.Agent);
        }
    }

    private void Leave(TaskCompletionSource<bool> turn)
    {
        lock (gate)
        {
            if (ahead == turn)
            {
                ahead = null;
            }
        }

        turn.TrySetResult(true);
    }

    /// <summary>The turn of one request. Other requests wait until the turn is disposed.</summary>
    public readonly struct Turn : IDisposable
    {
        private readonly Login? login;
        private readonly TaskCompletionSource<bool>? ahead;

        public Turn(Login login, TaskCompletionSource<bool> ahead)
        {
            this.login = login;
            this.ahead = ahead;
        }

        public void Dispose() => login?.Leave(ahead!);
    }
}
