namespace Obshell.Simulator;

/// <summary>The behaviour of each tenant's jobs of one kind. It is not thread-safe and must be used under the cluster's lock.</summary>
/// <param name="default">The behaviour of tenants for which none was set.</param>
/// <param name="nextOf">Returns the behaviour of the next job; null repeats the same behaviour.</param>
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

    /// <summary>
    /// Returns the behaviour of the job that a statement starts now. The first job after <see cref="Set"/> has the behaviour that was set.
    /// Each behaviour defines the behaviour of the next job.
    /// </summary>
    public T Begin(string tenant)
    {
        if (!_used.Add(tenant) && nextOf(Of(tenant)) is { } next)
            _ofTenant[tenant] = next;
        return Of(tenant);
    }
}
