namespace Obshell.Client.Encryption;

/// <summary>
/// Caches the encrypted headers of GETs without a body for 30 seconds each, so repeated polls do not encrypt a header again. Any 401 clears
/// the cache. A header with <c>Keys</c> is never cached.
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
            // A wait uses only a few addresses, so it never fills the cache. A caller that uses many addresses fills the cache, but such a
            // caller has no use for it. So a full cache is cleared.
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
