namespace Obshell.Simulator;

/// <summary>
/// The behaviour of one kind of jobs, for each tenant. The class is not thread-safe: use it only under the cluster's lock.
/// </summary>
/// <param name="default">The behaviour for tenants without their own behaviour.</param>
/// <param name="nextOf">Returns the behaviour that follows a behaviour; null means that the behaviour does not change.</param>
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
    /// This behaviour defines the behaviour of the next job, and so on.
    /// </summary>
    public T Begin(string tenant)
    {
        if (!_used.Add(tenant) && nextOf(Of(tenant)) is { } next)
            _ofTenant[tenant] = next;
        return Of(tenant);
    }
}
