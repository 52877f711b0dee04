namespace Obshell.Client.Encryption;

/// <summary>
/// Encrypted headers of body-less GETs, kept for 30 seconds each: a poll that repeats itself need not encrypt again.
/// Dropped as a whole on any 401. A header with <c>Keys</c> is never kept.
/// </summary>
internal sealed class HeaderCache
{
    private const int Capacity = 64;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    private readonly TimeProvider time;
    private readonly Dictionary<string, (TimedHeader Header, long Made)> headers = new(StringComparer.Ordinal);

    public HeaderCache(TimeProvider time) => this.time = time;

    public TimedHeader GetOrCreate<TState>(string requestUri, TState state, Func<TState, string, TimedHeader> create)
    {
        lock (headers)
        {
            if (headers.TryGetValue(requestUri, out (TimedHeader Header, long Made) kept) && time.GetElapsedTime(kept.Made) < MaxAge)
            {
                return kept.Header;
            }
        }

        TimedHeader header = create(state, requestUri);
        lock (headers)
        {
            // A waiter repeats a handful of addresses; whoever asks for more than that does not profit from keeping them.
            if (headers.Count >= Capacity)
            {
                headers.Clear();
            }

            headers[requestUri] = (header, time.GetTimestamp());
        }

        return header;
    }

    public void Clear()
    {
        lock (headers)
        {
            headers.Clear();
        }
    }
}
