using System.Collections;
using System.Linq;
using System.Text.Json.Nodes;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.InvokeObRestoreDrill;

/// <summary>A drill sends every field of its source, from the row or from the command line.</summary>
[Trait("Topic", "Drills")]
public sealed class InvokeObRestoreDrillFieldsTests : DrillTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_field_of_the_source_is_in_the_request_of_its_drill(bool byRow)
    {
        Hashtable source = Source("a");
        var fields = new Hashtable
        {
            ["ZoneList"] = "zone2:s1:1",
            ["PrimaryZone"] = "zone2",
            ["Concurrency"] = 3,
            ["HaHighThreadScore"] = 25,
            ["Decryption"] = "pwd1",
            ["KmsEncryptInfo"] = "kms text",
        };
        if (byRow)
        {
            foreach (DictionaryEntry field in fields)
            {
                source[field.Key] = field.Value;
            }
        }

        Session.SetVariable("source", source);
        Session.SetVariable("line", byRow ? new Hashtable() : fields);
        Run("$source | Invoke-ObRestoreDrill @line");

        JsonObject sent = JsonNode.Parse(Room.Changes.First(r => r.PathAndQuery == ConnectedSession.RestorePath).BodyText)!.AsObject();
        sent.Remove("restore_tenant_name");
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                {
                  "data_backup_uri": "file:///backup/a/data", "archive_log_uri": "file:///backup/a/clog", "primary_zone": "zone2", "concurrency": 3,
                  "ha_high_thread_score": 25, "decryption": ["pwd1"], "kms_encrypt_info": "kms text",
                  "zone_list": [{ "name": "zone2", "replica_type": "FULL", "unit_config_name": "s1", "unit_num": 1 }]
                }
                """), sent), sent.ToJsonString());
    }
}
