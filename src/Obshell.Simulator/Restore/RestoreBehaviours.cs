namespace Obshell.Simulator;

/// <summary>How each tenant's restores go. Not thread-safe: used under the cluster's gate.</summary>
internal sealed class RestoreBehaviours
{
    private readonly Dictionary<string, RestoreBehaviour> _ofTenant = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly RestoreBehaviour _default;

    public RestoreBehaviours(RestoreBehaviour @default)
    {
        _default = @default;
    }

    public RestoreBehaviour Of(string tenant) => _ofTenant.GetValueOrDefault(tenant, _default);

    public bool Has(string tenant) => _ofTenant.ContainsKey(tenant);

    public void Set(string tenant, RestoreBehaviour behaviour)
    {
        _ofTenant[tenant] = behaviour;
        _used.Remove(tenant);
    }

    /// <summary>A RESTORE statement arrives: the first after <see cref="Set"/> goes as set, each later one as the one before says.</summary>
    public RestoreBehaviour Begin(string tenant)
    {
        if (!_used.Add(tenant) && Of(tenant).Next is { } next)
            _ofTenant[tenant] = next;
        return Of(tenant);
    }
}
