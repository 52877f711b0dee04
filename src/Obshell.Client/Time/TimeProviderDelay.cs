namespace Obshell.Client;

/// <summary>One form of "wait on this clock" for both frameworks.</summary>
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
