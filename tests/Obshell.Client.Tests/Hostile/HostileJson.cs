using System.Buffers;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace Obshell.Client.Tests.Hostile;

/// <summary>
/// Writes JSON answers with random errors: values of a wrong type, impossible numbers and times, half characters, missing and duplicate
/// members, deep nesting, and text that is not JSON.
/// </summary>
internal sealed class HostileJson
{
    /// <summary>A secret that is in some answers. It must not be in any error.</summary>
    public const string Canary = "Root#Canary%7";

    private static readonly string[] Numbers =
    [
        "0", "-1", "1", "2", "3", "4", "5", "6", "-0", "0.5", "1e3", "1E400", "-1e999", "1e-400", "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616", "79228162514264337593543950335", "1.7976931348623157e308", "0.00000000000000000000000000000000001",
        new string('9', 400), "1." + new string('3', 300), "1e2147483648", "1e-99999999999",
    ];

    private static readonly string[] Broken =
    [
        "tru", "nul", "NaN", "-", "01", "1.", ".5", "+1", "'x'", "\"open", "{\"a\"", "[1,", "}", "]", ",", ":", "{]", "[}", "{1:2}", "{\"a\" 1}", "/*c*/1", "//c\n1", "\u0001", "\uFEFF1", "undefined", "\"\\x\"", "\"\\u12\"", "\"\t\"",
    ];

    private static readonly string[] Words =
    [
        "", " ", "PENDING", "READY", "RUNNING", "FAILED", "SUCCEED", "RUN", "RETRY", "ROLLBACK", "CANCEL", "PASS", "SUCCESS", "FAIL", "NORMAL", "CLUSTER AGENT", "YES", "NO", "true", "t1", "T1", "zone1", "s1", "11", "12", "12x/..",
        "Restore backup_t1", "Restore backup_", "Cancel restore t1", "ERROR: [OB.Restore.TimeNotValid]: x", "ERROR:[", "ERROR: []:", "ERROR:", "WARN:", "ERROR: OB.Cluster.AsyncOperationTimeout",
        "Create resource pool: {", "Create resource pool: {t1_zone1_1 s1}", "pool_list=", "pool_list=,,&", "&&=", "4.5.0.0-0", "4.2.2.0", "4", "-", "4.99999999999.0", "1.2.3.4.5", "v2",
        "NaN", "Infinity", "1e999", "12", "-5", " 7", "0x10", "९", "9223372036854775808", Canary, "access_key=" + Canary, "IDENTIFIED BY '" + Canary + "'",
        "\"password\":\"" + Canary + "\"", "\u001b[2J\u001b]0;x\u0007", "a\u202Eb\u200B", "\uD83D\uDE00", "名", "Ｘ", "%00%n%s", "{0}{1}", "$(x)`y`", "<script>", "../../etc", "\r\nInjected: 1",
        "Security.Authentication.Expired", "Security.Authentication.Header.DecryptFailed", "OB.Tenant.NotExist", "Common.NotFound", "Common.Unexpected", "MySQL.Error", "OB.Tenant.Existed", "Agent.OceanBase.Useless", "Task.NotFound",
    ];

    private static readonly string[] Moments =
    [
        "0001-01-01T00:00:00Z", "1970-01-01T08:00:00+08:00", "1971-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2262-04-11T23:47:16.854775807Z", "2261-12-31T23:59:59Z",
        "2026-02-30T00:00:00Z", "2026-11-22T12:00:00.123456789123456789+08:00", "2026-11-22T12:00:00.+08:00", "2026-11-22T24:00:60Z", "2026-11-22", "12:00", "2026-11-22T12:00:00+99:99", "11/22/2026", "2026-11-22T12:37:29Z",
        "-2026-11-22T12:00:00Z", "20261-11-22T12:00:00Z", "Tue, 22 Nov 2026 12:00:00 GMT", "now", "1795350252777736924",
    ];

    private static readonly string[] Names =
    [
        "successful", "timestamp", "duration", "status", "traceId", "data", "error", "code", "errCode", "message", "contents", "id", "dag_id", "name", "stage", "max_stage", "state", "operator", "start_time", "end_time",
        "additional_data", "nodes", "sub_tasks", "task_logs", "execute_agent", "execute_times", "zones", "servers", "stats", "restore_windows", "job_id", "total_bytes", "public_key", "version", "supportedAuth", "", "__proto__", "$id", "$ref", "$type", "ID", "Name", Canary,
    ];

    private readonly Chance chance;
    private readonly int oneIn;
    private readonly ArrayBufferWriter<byte> bytes = new(4096);
    private int budget = 64 * 1024;

    /// <param name="chance">Source of all random decisions.</param>
    /// <param name="oneIn">One of this many values is wrong. 0 means that no value is wrong.</param>
    public HostileJson(Chance chance, int oneIn)
    {
        this.chance = chance;
        this.oneIn = oneIn;
    }

    public byte[] Bytes => bytes.WrittenSpan.ToArray();

    private bool GoesWrong => oneIn > 0 && chance.OneIn(oneIn);

    public void Raw(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        bytes.Advance(Encoding.UTF8.GetBytes(text, bytes.GetSpan(length)));
        budget -= length;
    }

    public void Value(JsonElement element)
    {
        if (GoesWrong)
        {
            Wrong(element);
            return;
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                Members(element);
                break;
            case JsonValueKind.Array:
                Items(element);
                break;
            default:
                Raw(element.GetRawText());
                break;
        }
    }

    /// <summary>Writes a random tree of members whose names occur in real answers.</summary>
    public void Tree(int depth)
    {
        switch (chance.Below(depth <= 0 || budget <= 0 ? 3 : 7))
        {
            case 0:
                Text();
                break;
            case 1:
                Raw(chance.Of(Numbers));
                break;
            case 2:
                Raw(chance.Of("null", "true", "false", "[]", "{}"));
                break;
            case 3 or 4:
                Raw("[");
                for (int i = chance.Below(5); i >= 0; i--)
                {
                    Tree(depth - 1);
                    Raw(i > 0 ? "," : "");
                }

                Raw("]");
                break;
            default:
                Raw("{");
                for (int i = chance.Below(6); i >= 0; i--)
                {
                    Raw(JsonSerializer.Serialize(chance.Of(Names)) + ":");
                    Tree(depth - 1);
                    Raw(i > 0 ? "," : "");
                }

                Raw("}");
                break;
        }
    }

    private void Members(JsonElement element)
    {
        Raw("{");
        bool first = true;
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (GoesWrong && chance.OneIn(2))
            {
                continue;
            }

            int times = GoesWrong && chance.OneIn(4) ? 2 : 1;
            for (int i = 0; i < times; i++)
            {
                Raw(first ? "" : ",");
                first = false;
                if (GoesWrong && chance.OneIn(4))
                {
                    Name();
                }
                else
                {
                    Raw(JsonSerializer.Serialize(property.Name));
                }

                Raw(":");
                Value(property.Value);
            }
        }

        Raw("}");
    }

    private void Items(JsonElement element)
    {
        Raw("[");
        bool first = true;
        foreach (JsonElement item in element.EnumerateArray())
        {
            int times = GoesWrong ? chance.Of(0, 2, 3, 20) : 1;
            for (int i = 0; i < times && budget > 0; i++)
            {
                Raw(first ? "" : ",");
                first = false;
                Value(item);
            }
        }

        Raw("]");
    }

    private void Name()
    {
        if (chance.OneIn(8))
        {
            Text();
        }
        else
        {
            Raw(JsonSerializer.Serialize(chance.Of(Names)));
        }
    }

    private void Wrong(JsonElement element)
    {
        switch (chance.Below(16))
        {
            case 0:
                Raw("null");
                break;
            case 1 or 2:
                Raw(chance.Of(Numbers));
                break;
            case 3 or 4 or 5:
                Text();
                break;
            case 6 or 7:
                Raw("\"" + chance.Of(Moments) + "\"");
                break;
            case 8:
                Raw(chance.Of("true", "false", "[]", "{}", "[null]", "[[]]", "{\"contents\":null}", "{\"contents\":[null,{}]}", "\"\""));
                break;
            case 9:
                // The same value as another JSON type.
                Raw(element.ValueKind == JsonValueKind.String ? element.GetString() is { Length: < 20 } text && text.All(char.IsAsciiDigit) && text.Length > 0 ? text : "[" + element.GetRawText() + "]"
                    : element.ValueKind == JsonValueKind.Number ? "\"" + element.GetRawText() + "\""
                    : "{\"contents\":" + Shortened(element) + "}");
                break;
            case 10:
                Raw("[" + Shortened(element) + "]");
                break;
            case 11:
                Nested(chance.Of(5, 40, 62, 63, 64, 65, 1000));
                break;
            case 12:
                Tree(4);
                break;
            case 13 when chance.OneIn(3):
                Raw(chance.Of(Broken));
                break;
            case 14 when chance.OneIn(200):
                Raw("\"" + new string('x', chance.Of(70_000, 400_000, 2_000_000)) + "\"");
                break;
            default:
                Raw(element.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? "{}" : element.GetRawText());
                break;
        }
    }

    private static string Shortened(JsonElement element) => element.GetRawText() is { Length: < 20_000 } whole ? whole : "{}";

    private void Nested(int depth)
    {
        bool array = chance.OneIn(2);
        Raw(string.Concat(Enumerable.Repeat(array ? "[" : "{\"a\":", depth)) + "1" + new string(array ? ']' : '}', depth));
    }

    private void Text()
    {
        switch (chance.Below(12))
        {
            case 0:
                Raw("\"");
                Write(chance.Of<byte[]>([0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80], [0xF8, 0x88, 0x80, 0x80, 0x80]));
                Raw("\"");
                break;
            case 1:
                Raw(chance.Of("\"\\ud800\"", "\"\\udc00x\"", "\"\\ud800\\ud800\"", "\"a\\u0000b\"", "\"\\u001b[31m\"", "\"\\uFFFF\\uFFFE\"", "\"\\/\\b\\f\"", "\"\\ud83d\\ude00\""));
                break;
            case 2:
                Raw("\"" + chance.Of(Moments) + "\"");
                break;
            case 3:
                Raw("\"" + chance.Next().ToString(CultureInfo.InvariantCulture) + "\"");
                break;
            case 4:
                Raw(JsonSerializer.Serialize(string.Concat(Enumerable.Repeat(chance.Of(Words), chance.Of(2, 5, 300)))));
                break;
            default:
                Raw(JsonSerializer.Serialize(chance.Of(Words)));
                break;
        }
    }

    private void Write(byte[] raw) => bytes.Write(raw);
}
