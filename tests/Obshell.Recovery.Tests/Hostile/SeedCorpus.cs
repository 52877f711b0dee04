using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Obshell.Recovery.Tests.Hostile;

/// <summary>
/// Correct answers, which the hostile agent then changes: the <c>data</c> of every recorded exchange, and answers written by hand for
/// routes without a recording.
/// </summary>
internal static class SeedCorpus
{
    private static readonly Dictionary<AnswerKind, List<JsonElement>> ByKind = Load();

    /// <summary>The errors of the recorded exchanges.</summary>
    private static readonly List<JsonElement> ErrorBodies = [.. Responses().Where(r => r.Body.TryGetProperty("error", out _)).Select(r => r.Body.GetProperty("error"))];

    public static IReadOnlyList<JsonElement> Of(AnswerKind kind) => ByKind[kind];

    public static IReadOnlyList<JsonElement> Errors => ErrorBodies;

    private static Dictionary<AnswerKind, List<JsonElement>> Load()
    {
        var all = Enum.GetValues<AnswerKind>().ToDictionary(k => k, _ => new List<JsonElement>());
        foreach ((string path, JsonElement body) in Responses())
        {
            if (body.TryGetProperty("data", out JsonElement data) && data.ValueKind != JsonValueKind.Null)
            {
                all[AnswerKinds.Of(path)].Add(data);
            }
        }

        foreach ((AnswerKind kind, string json) in Unrecorded)
        {
            all[kind].Add(Parse(json));
        }

        return all;
    }

    private static IEnumerable<(string Path, JsonElement Body)> Responses()
    {
        string root = Path.Combine(AppContext.BaseDirectory, "captures");
        foreach (string file in Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            JsonElement capture = Parse(File.ReadAllText(file));
            JsonElement body = capture.GetProperty("response").GetProperty("body");
            if (body.ValueKind == JsonValueKind.Object)
            {
                yield return (capture.GetProperty("request").GetProperty("path").GetString()!, body);
            }
        }
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    private static IEnumerable<(AnswerKind Kind, string Json)> Unrecorded =>
    [
        (AnswerKind.Cluster, """{"obcluster_info":{"id":1,"name":"obcluster","version":"4.3.5.1"},"agent_info":[]}"""),
        (AnswerKind.Topology, """
            {"name":"obcluster","status":"RUNNING","zones":[{"name":"zone1","region_name":"r1","idc_name":"","status":"RUNNING","servers":[
              {"ip":"10.0.0.1","svr_port":2882,"sql_port":2881,"obshell_port":2886,"status":"RUNNING","version":"4.3.5.1","with_rootserver":true,
               "stats":{"cpu_core_total":16,"cpu_core_assigned":4.5,"memory_in_bytes_total":34359738368,"memory_in_bytes_assigned":4294967296,"disk_in_bytes_total":1099511627776,"disk_in_bytes_assigned":1}}]},
              {"name":"zone2","region_name":"r1","status":"RUNNING","servers":[{"ip":"10.0.0.2","stats":{"cpu_core_total":"16","memory_in_bytes_total":"1"}}]}]}
            """),
        (AnswerKind.Logs, """{"contents":[{"id":2,"sub_task_id":1,"execute_times":1,"log_content":"ERROR: [OB.Restore.TimeNotValid]: no\n","is_sync":true,"create_time":"2026-11-22T12:37:29.98Z","update_time":"2026-11-22T12:37:29Z"},{"id":1,"log_content":"Create resource pool: {t1_zone1_1 s1}"}]}"""),
        (AnswerKind.Windows, """{"restore_windows":[{"start_time":"2026-11-20T00:00:00.000001+08:00","end_time":"2026-11-22T00:00:00.123456+08:00"}]}"""),
        (AnswerKind.Source, """{"tenant_name":"t1","cluster_name":"obcluster","restore_windows":{"restore_windows":[{"start_time":"2026-11-20T00:00:00Z","end_time":"2026-11-22T00:00:00Z"}]}}"""),
        (AnswerKind.Tenant, """{"tenant_id":1004,"tenant_name":"t1","mode":"MYSQL","status":"NORMAL","locked":"NO","primary_zone":"zone1;zone2","locality":"FULL{1}@zone1","in_recyclebin":"NO","created_time":"2026-11-22T12:00:00Z","read_only":false,"connection_strings":[{"type":"DIRECT","target":"OBServer","connection_string":"obclient -h"}],"charset":"utf8mb4","dead_lock_detection_enabled":true,"pools":[{"pool_name":"p","zone_list":"zone1","unit_num":1,"unit":{"name":"s1"}}]}"""),
        (AnswerKind.TenantList, """{"contents":[{"tenant_id":1,"tenant_name":"sys","created_time":null},{"tenant_id":1004,"tenant_name":"t1"}]}"""),
        (AnswerKind.Unit, """{"create_time":"2026-11-22T12:00:00Z","modify_time":"2026-11-22T12:00:00Z","unit_config_id":1001,"name":"s1","max_cpu":1,"min_cpu":0.5,"memory_size":1073741824,"log_disk_size":3221225472,"data_disk_size":0,"max_iops":9223372036854775807,"min_iops":18446744073709551615}"""),
        (AnswerKind.UnitList, """{"contents":[{"unit_config_id":1001,"name":"s1","max_cpu":1,"memory_size":1073741824}]}"""),
        (AnswerKind.UnitLimit, """{"min_memory":1,"min_cpu":1}"""),
        (AnswerKind.Overview, """{"tenant_id":1,"job_id":7,"restore_tenant_name":"t1","restore_option":"pool_list=t1_zone1_1,p2&locality=FULL@zone1","status":"SUCCESS","start_timestamp":"2026-11-22T12:37:29Z","finish_timestamp":"","total_bytes":100,"finish_bytes":50,"restore_scn":1795350252777736924,"comment":"access_key=k"}"""),
        (AnswerKind.Jobs, """{"contents":[{"job_id":7,"restore_tenant_name":"t1","backup_data_uri":"oss://b/k?host=h&access_key=k","backup_log_uri":"file:///b/l","restore_scn":5,"status":"FAIL","finish_timestamp":"2026"}]}"""),
        (AnswerKind.DagList, """{"contents":[{"id":"11","dag_id":1,"name":"Restore backup_t1","stage":3,"max_stage":5,"maintenance_type":3,"maintenance_key":"t1","state":"FAILED","operator":"RUN","nodes":null}]}"""),
        (AnswerKind.Other, """{"contents":[{"a":[1,2.5,"x",null,true,{"password":"p","access_key":""}]},9223372036854775808]}"""),
    ];
}
