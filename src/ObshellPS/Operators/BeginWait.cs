using Obshell.Client;

namespace ObshellPS.Operators;

/// <summary>A short wait until work that was just started has begun, because agents and OceanBase refuse to cancel it before that.</summary>
internal static class BeginWait
{
    private const int MaxPolls = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Reads the state until the work has begun, but not longer than five seconds.</summary>
    /// <returns>The last state that was read.</returns>
    public static async Task<T> ReadAsync<T>(ObshellClient client, Func<Task<T>> read, Func<T, bool> hasBegun, CancellationToken stop)
    {
        T state = await read().ConfigureAwait(false);
        for (int i = 0; i < MaxPolls && !hasBegun(state); i++)
        {
            await client.Clock.DelayAsync(Pause, stop).ConfigureAwait(false);
            state = await read().ConfigureAwait(false);
        }

        return state;
    }
}
