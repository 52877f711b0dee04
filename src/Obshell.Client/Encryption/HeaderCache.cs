namespace Obshell.Client.Encryption;

/// <summary>
/// Encrypted headers of GETs without a body, kept for 30 seconds each: a repeated poll need not encrypt again. Any 401 removes all of
/// them. A header with <c>Keys</c> is never kept.
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
            // A wait repeats only a few addresses; a caller that uses more of them has no advantage from kept headers.
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
