namespace Obshell.Simulator;

/// <summary>The behaviour of each tenant's jobs of one kind. Not thread-safe: used under the cluster's lock.</summary>
/// <param name="default">The behaviour where none was set.</param>
/// <param name="nextOf">The behaviour of the job after one; null repeats that one.</param>
internal sealed class Behaviours<T>(T @default, Func<T, T?> nextOf)
    where T : class
{
    private readonly Dictionary<string, T> _ofTenant = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    public T Default => @default;

    public T Of(string tenant) => _ofTenant.GetValueOrDefault(tenant, @default);

    public bool Has(string tenant) => _ofTenant.ContainsKey(tenant);

    public void Set(string tenant, T behaviour)
    {
        _ofTenant[tenant] = behaviour;
        _used.Remove(tenant);
    }

    /// <summary>Called when a statement starts a job. The first after <see cref="Set"/> behaves as set; the behaviour of each names that of the next.</summary>
    public T Begin(string tenant)
    {
        if (!_used.Add(tenant) && nextOf(Of(tenant)) is { } next)
            _ofTenant[tenant] = next;
        return Of(tenant);
    }
}
