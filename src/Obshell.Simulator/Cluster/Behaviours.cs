namespace Obshell.Simulator;

/// <summary>How each tenant's jobs of one kind go. Not thread-safe: used under the cluster's gate.</summary>
/// <param name="default">How they go where nothing was set.</param>
/// <param name="nextOf">How the job after one goes; null when as that one.</param>
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

    /// <summary>A statement arrives that starts a job: the first after <see cref="Set"/> goes as set, each later one as the one before says.</summary>
    public T Begin(string tenant)
    {
        if (!_used.Add(tenant) && nextOf(Of(tenant)) is { } next)
            _ofTenant[tenant] = next;
        return Of(tenant);
    }
}
