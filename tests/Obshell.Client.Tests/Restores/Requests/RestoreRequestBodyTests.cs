using System.Linq;
using System.Text;
using System.Text.Json;
using Obshell.Client.Restores.Requests;
using Obshell.Client.Secrets;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Client.Tests.Restores.Requests;

/// <summary>Promise 2 and trap 1: the body has exactly the documented keys, and always the documented defaults.</summary>
[Trait("Promise", "2")]
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Restores")]
public sealed class RestoreRequestBodyTests
{
    [Fact]
    public void The_smallest_request_contains_only_mandatory_values_and_documented_defaults()
    {
        string json = Create(new TenantRestoreRequest
        {
            DataBackupUri = new StorageUri("file:///data/backup/data"),
            RestoreTenantName = "t1",
            ZoneList = [new ZoneParam("zone1", "u1", 1)],
        });
        Assert.Equal(
            """{"data_backup_uri":"file:///data/backup/data","restore_tenant_name":"t1","zone_list":[{"name":"zone1","replica_type":"FULL","unit_config_name":"u1","unit_num":1}],"primary_zone":"RANDOM","ha_high_thread_score":10}""",
            json);
    }

    /// <summary>The plaintext of the example in PROTOCOL 2.5, with all 471 bytes.</summary>
    [Fact]
    public void The_documented_example_is_written_byte_for_byte()
    {
        string json = Create(new TenantRestoreRequest
        {
            DataBackupUri = new StorageUri("file:///backup/t1/data"),
            ArchiveLogUri = new StorageUri("file:///backup/t1/clog"),
            RestoreTenantName = "t1_copy",
            Until = RestorePoint.Parse("2026-01-01T08:00:00.123456+08:00"),
            ZoneList =
            [
                new ZoneParam("zone1", "u2c4g", 1), new ZoneParam("zone2", "u2c4g", 1),
                new ZoneParam("zone3", "u2c4g", 1) { ReplicaType = ReplicaType.READONLY },
            ],
            PrimaryZone = " zone1 ; zone2 ",
            Concurrency = 8,
        });
        Assert.Equal(471, json.Length);
        Assert.Equal(
            """{"data_backup_uri":"file:///backup/t1/data","archive_log_uri":"file:///backup/t1/clog","restore_tenant_name":"t1_copy","scn":1767225600123456000,"zone_list":[{"name":"zone1","replica_type":"FULL","unit_config_name":"u2c4g","unit_num":1},{"name":"zone2","replica_type":"FULL","unit_config_name":"u2c4g","unit_num":1},{"name":"zone3","replica_type":"READONLY","unit_config_name":"u2c4g","unit_num":1}],"primary_zone":"zone1;zone2","concurrency":8,"ha_high_thread_score":10}""",
            json);
    }

    [Fact]
    public void Every_documented_key_is_sent_and_the_restore_point_is_sent_only_as_scn()
    {
        string json = Create(new TenantRestoreRequest
        {
            DataBackupUri = new StorageUri("oss://b/d?host=h&access_id=i&access_key=k"),
            ArchiveLogUri = new StorageUri("oss://b/c?host=h&access_id=i&access_key=k"),
            RestoreTenantName = "rt",
            Until = RestorePoint.FromScn(1728727696264250400),
            HaHighThreadScore = 0,
            ZoneList = [new ZoneParam("zone1", "u1", 1)],
            PrimaryZone = "random",
            Concurrency = 2,
            Decryption = [SecretText.Protect("p\"1"), SecretText.Protect("密")],
            KmsEncryptInfo = SecretText.Protect("{\\\"a\\\":1}"),
        });
        using var document = JsonDocument.Parse(json);
        Assert.Equal(
            ["data_backup_uri", "archive_log_uri", "restore_tenant_name", "scn", "zone_list", "primary_zone", "concurrency", "ha_high_thread_score", "decryption", "kms_encrypt_info"],
            document.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal("1728727696264250400", document.RootElement.GetProperty("scn").GetRawText());
        Assert.Equal("oss://b/d?host=h&access_id=i&access_key=k", document.RootElement.GetProperty("data_backup_uri").GetString());
        Assert.Equal(["p\"1", "密"], document.RootElement.GetProperty("decryption").EnumerateArray().Select(e => e.GetString()!));
        Assert.Equal("{\\\"a\\\":1}", document.RootElement.GetProperty("kms_encrypt_info").GetString());
    }

    private static string Create(TenantRestoreRequest request)
    {
        Assert.Empty(RestoreRequestChecker.Check(request));
        return Encoding.UTF8.GetString(RestoreRequestBody.Create(request));
    }
}
