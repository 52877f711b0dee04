namespace Obshell.Recovery.Cleanup;

/// <summary>How agents name the resource pools of a restore: <c>tenant_zone_milliseconds</c> (PROTOCOL 4.5).</summary>
internal static class PoolNames
{
    /// <summary>The number of digits of a Unix time in milliseconds: 13 for every time after 2001.</summary>
    private const int Digits = 13;

    /// <summary>
    /// Whether a restore of the tenant could have created a pool with this name. The name alone proves nothing, because a pool of another
    /// tenant can have such a name. Only the log of the DAG is a proof.
    /// </summary>
    public static bool IsNamedFor(string pool, string tenant)
    {
        int end = pool.Length - Digits - 1;
        return end > tenant.Length + 1
            && pool.StartsWith(tenant + "_", StringComparison.Ordinal)
            && pool[end] == '_'
            && pool.Skip(end + 1).All(c => c is >= '0' and <= '9');
    }
}
