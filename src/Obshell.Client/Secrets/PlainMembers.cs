using System.Text;

namespace Obshell.Client.Secrets;

/// <summary>
/// Members of agents' answers in which the client does not search for its own secrets: names, states, ids, addresses, times. The client
/// compares these values and sends them back. If a password were equal to a tenant's name, masking would change the name.
/// </summary>
internal static class PlainMembers
{
    private static readonly HashSet<ulong> Values = Hashes(
        "id", "dag_id", "name", "maintenance_key", "state", "operator", "status",
        "start_time", "end_time", "create_time", "created_time", "modify_time", "gmt_create", "start_timestamp", "finish_timestamp",
        "ip", "port", "identity", "version", "obVersion", "supportedAuth", "public_key",
        "zone", "region_name", "tenant_name", "restore_tenant_name", "cluster_name", "unit_config_name", "primary_zone", "locality");

    /// <summary>Usual member names of answers. These names contain no secret, so they are not checked.</summary>
    private static readonly HashSet<ulong> Containers = Hashes(
        "contents", "data", "nodes", "sub_tasks", "task_logs", "additional_data", "execute_agent", "stage", "max_stage", "maintenance_type", "execute_times",
        "restore_job_id", "zones", "servers", "stats", "agent", "pools", "tenants", "unit_config", "obState", "obcluster_info", "log_content");

    /// <summary>True for a member whose text stays unchanged.</summary>
    public static bool Contains(ReadOnlySpan<byte> name) => Values.Contains(Hash(name));

    /// <summary>True for a member whose name is not checked for secrets.</summary>
    public static bool IsContainer(ReadOnlySpan<byte> name) => Containers.Contains(Hash(name));

    private static HashSet<ulong> Hashes(params string[] names)
    {
        var hashes = new HashSet<ulong>();
        foreach (string name in names)
        {
            hashes.Add(Hash(Encoding.UTF8.GetBytes(name)));
        }

        return hashes;
    }

    /// <summary>
    /// FNV-1a. A list of 10,000 DAGs contains 100,000 member names. With the hash, the client makes no string for a name.
    /// </summary>
    private static ulong Hash(ReadOnlySpan<byte> name)
    {
        ulong hash = 14695981039346656037;
        foreach (byte b in name)
        {
            hash = (hash ^ b) * 1099511628211;
        }

        return hash;
    }
}
