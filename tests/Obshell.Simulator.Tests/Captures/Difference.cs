using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Obshell.Simulator.Tests;

/// <summary>
/// Finds the differences between a recorded answer and the simulator's answer: keys and their order, JSON types, lengths, and all values
/// except those in the lists below.
/// </summary>
public static partial class Difference
{
    /// <summary>Values that depend on the time or the machine. For a time, the comparison checks only whether both are zero.</summary>
    private static readonly HashSet<string> _ofTheMoment =
    [
        "duration", "traceId", "pid", "startAt", "public_key", "job_id",
    ];

    private static readonly HashSet<string> _times =
    [
        "timestamp", "start_time", "end_time", "created_time", "create_time", "update_time", "start_timestamp", "finish_timestamp",
        "modify_time", "CreateTime", "ModifyTime", "end_timestamp", "checkpoint", "lastest_archive_log_checkpoint", "lastest_data_backup_time",
    ];

    /// <summary>
    /// Numbers that count from a point in time. The comparison checks only whether both are zero, and for seconds whether both count from
    /// 1970.
    /// </summary>
    private static readonly HashSet<string> _sinceAMoment = ["start_scn", "end_scn", "user_ls_start_scn", "delay", "archive_log_delay"];

    /// <summary>
    /// Values that the simulated database behind the recorded agent invented (PROTOCOL 11). The simulator's values follow PROTOCOL 4.10.
    /// </summary>
    private static readonly HashSet<string> _ofTheStandIn =
    [
        "finish_bytes", "finish_bytes_display", "finish_tablet_count", "finish_ls_count", "restore_progress", "backup_log_uri", "primary_zone",
        "input_bytes", "output_bytes", "output_rate_bytes", "extra_meta_bytes", "finish_macro_block_count", "file_count",
    ];

    public static List<string> Between(JsonNode? recorded, JsonNode? ours)
    {
        var found = new List<string>();
        Compare("$", "", recorded, ours, found);
        return found;
    }

    private static void Compare(string path, string key, JsonNode? recorded, JsonNode? ours, List<string> found)
    {
        var kind = Kind(recorded);
        if (kind != Kind(ours))
        {
            found.Add($"{path}: recorded {kind}, ours {Kind(ours)} {ours?.ToJsonString()}");
            return;
        }
        switch (recorded)
        {
            case JsonObject expected:
                var actual = (JsonObject)ours!;
                var expectedKeys = string.Join(',', expected.Select(p => p.Key));
                var actualKeys = string.Join(',', actual.Select(p => p.Key));
                if (expectedKeys != actualKeys)
                {
                    found.Add($"{path}: recorded keys {expectedKeys}, ours {actualKeys}");
                    return;
                }
                foreach (var (name, value) in expected)
                {
                    // The progress of a backup depends on the time. The simulated database has one running state, RESTORING; OceanBase has
                    // two.
                    if (name == "status" && IsPhase(value) && IsPhase(actual[name]))
                        continue;
                    if (name == "status" && expected.ContainsKey("restore_tenant_name") && (string?)value == "RESTORING")
                        continue;
                    Compare($"{path}.{name}", name, value, actual[name], found);
                }
                break;
            case JsonArray expected:
                var list = (JsonArray)ours!;
                if (expected.Count != list.Count)
                {
                    found.Add($"{path}: recorded {expected.Count} elements, ours {list.Count}: {list.ToJsonString()}");
                    return;
                }
                for (var i = 0; i < expected.Count; i++)
                    Compare($"{path}[{i}]", key, expected[i], list[i], found);
                break;
            case not null when _times.Contains(key):
                var (a, b) = ((string)recorded!, (string)ours!);
                if (IsZero(a) != IsZero(b) || (a.Length == 0) != (b.Length == 0))
                    found.Add($"{path}: recorded {a}, ours {b}");
                break;
            case not null when _sinceAMoment.Contains(key):
                if (Magnitude((double)recorded!) != Magnitude((double)ours!))
                    found.Add($"{path}: recorded {recorded.ToJsonString()}, ours {ours!.ToJsonString()}");
                break;
            case not null when !_ofTheMoment.Contains(key) && !_ofTheStandIn.Contains(key):
                var (left, right) = (Masked(recorded), Masked(ours!));
                // The value of an encrypted session id is random, but its length is 80 bytes. The answer of /time is a time, which is
                // different in each run.
                if (key == "data" && (CipherLength(left) is 80 && CipherLength(right) is 80 || IsTime(left) && IsTime(right)))
                    break;
                if (left != right)
                    found.Add($"{path}: recorded {left}, ours {right}");
                break;
            default:
                break;
        }
    }

    private static bool IsPhase(JsonNode? status) => status?.ToString().StartsWith("BACKUP_", StringComparison.Ordinal) == true;

    private static int Magnitude(double number) => number == 0 ? 0 : number < 1e9 ? 1 : 2;

    private static string Kind(JsonNode? node) => node?.GetValueKind() switch
    {
        null => "null",
        JsonValueKind.True or JsonValueKind.False => "bool",
        var kind => kind.ToString()!,
    };

    private static bool IsZero(string time) => time.StartsWith("0001-", StringComparison.Ordinal);

    private static int? CipherLength(string json)
    {
        var bytes = new byte[200];
        return Convert.TryFromBase64String(JsonNode.Parse(json)!.ToString(), bytes, out var length) ? length : null;
    }

    private static bool IsTime(string json) => TimePattern().IsMatch(json);

    /// <summary>Pool names end with the creation time of the DAG in milliseconds.</summary>
    private static string Masked(JsonNode value) => PoolTime().Replace(value.ToJsonString(), "_<ms>");

    [GeneratedRegex(@"_1[79]\d{11}")]
    private static partial Regex PoolTime();

    [GeneratedRegex("""^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d""")]
    private static partial Regex TimePattern();
}
