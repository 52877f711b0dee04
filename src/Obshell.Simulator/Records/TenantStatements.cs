namespace Obshell.Simulator;

/// <summary>The statements that clients sent to the SQL ports of tenants, in order. Thread-safe.</summary>
public sealed class TenantStatements
{
    private readonly Lock _gate = new();
    private readonly List<TenantStatement> _all = [];

    /// <summary>The recorded statements.</summary>
    public IReadOnlyList<TenantStatement> All
    {
        get
        {
            lock (_gate)
                return [.. _all];
        }
    }

    /// <summary>The texts that clients sent to one tenant.</summary>
    public IReadOnlyList<string> Of(string tenant) => [.. All.Where(s => s.Tenant == tenant).Select(s => s.Text)];

    internal void Add(TenantStatement statement)
    {
        lock (_gate)
            _all.Add(statement);
    }
}
