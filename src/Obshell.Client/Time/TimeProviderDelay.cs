namespace Obshell.Client;

/// <summary>Waits with a given clock, in the same way on both frameworks.</summary>
internal static class TimeProviderDelay
{
    public static Task DelayAsync(this TimeProvider time, TimeSpan delay, CancellationToken cancellation) =>
        delay == TimeSpan.Zero ? Task.CompletedTask :
#if NETFRAMEWORK
        TimeProviderTaskExtensions.Delay(time, delay, cancellation);
#else
        Task.Delay(delay, time, cancellation);
#endif
}
