namespace Obshell.Recovery.Cleanup;

/// <summary>How agents name the resource pools of a restore: <c>tenant_zone_milliseconds</c> (PROTOCOL 4.5).</summary>
internal static class PoolNames
{
    /// <summary>Unix milliseconds have had thirteen digits since 2001.</summary>
    private const int Digits = 13;

    /// <summary>
    /// Whether a restore of that tenant could have given a pool this name. The name of another tenant may begin in the same way. So the
    /// name alone proves nothing; the log of the DAG is the proof.
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
