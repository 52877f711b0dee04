using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text.Json.Nodes;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.StartObTenantRestore;

/// <summary>
/// The fields of a restore are in one table. Every way to give a field sends the same request. A parameter without a row, or a row without
/// a parameter, fails a test.
/// </summary>
[Trait("Topic", "Starting")]
public sealed class StartObTenantRestoreFieldTableTests : CmdletTest
{
    private const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance;

    /// <summary>
    /// For each field: a text that works on a command line, in an object, in JSON and in a CSV cell, and the value that is sent.
    /// </summary>
    private static readonly Dictionary<string, (string Given, string Key, string Sent)> Values = new()
    {
        ["DataBackupUri"] = ("file:///other/data", "data_backup_uri", "\"file:///other/data\""),
        ["ArchiveLogUri"] = ("file:///other/clog", "archive_log_uri", "\"file:///other/clog\""),
        ["RestoreTenantName"] = ("rt9", "restore_tenant_name", "\"rt9\""),
        ["Timestamp"] = ("2026-01-01T08:00:00.123456+08:00", "scn", "1767225600123456000"),
        ["Scn"] = ("1728727696264250400", "scn", "1728727696264250400"),
        ["ZoneList"] = ("zone2:s1:1", "zone_list", """[{"name":"zone2","replica_type":"FULL","unit_config_name":"s1","unit_num":1}]"""),
        ["PrimaryZone"] = ("zone1", "primary_zone", "\"zone1\""),
        ["Concurrency"] = ("4", "concurrency", "4"),
        ["HaHighThreadScore"] = ("25", "ha_high_thread_score", "25"),
        ["Decryption"] = ("pwd1", "decryption", "[\"pwd1\"]"),
        ["KmsEncryptInfo"] = ("kms text", "kms_encrypt_info", "\"kms text\""),
    };

    public static TheoryData<string> Fields => [.. Values.Keys];

    [Fact]
    public void Every_row_of_the_table_has_a_value_in_this_test() => Assert.Equal(Rows().Select(r => r.Parameter).Order(StringComparer.Ordinal), Values.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Start-ObTenantRestore")]
    [InlineData("Test-ObTenantRestore")]
    public void A_restore_has_one_parameter_for_each_row_and_the_parameter_has_the_key_as_alias(string command)
    {
        var cmdlet = (CmdletInfo)Run("Get-Command $args[0]", command).Single().BaseObject;
        string[] declared = [.. cmdlet.ImplementingType.GetProperties()
            .Where(p => p.DeclaringType != cmdlet.ImplementingType && p.IsDefined(typeof(ParameterAttribute)) && p.Name != "InputObject").Select(p => p.Name)];

        Assert.Equal(Rows().Select(r => r.Parameter).Order(StringComparer.Ordinal), declared.Order(StringComparer.Ordinal));
        Assert.All(Rows(), row => Assert.Contains(row.Key, cmdlet.Parameters[row.Parameter].Aliases.Append(row.Parameter), StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_drill_has_one_parameter_for_each_row_that_a_drill_uses()
    {
        var drill = (CmdletInfo)Run("Get-Command Invoke-ObRestoreDrill").Single().BaseObject;

        Assert.Equal(Rows().Where(r => r.IsOfDrill).Select(r => r.Parameter), Rows().Select(r => r.Parameter).Where(drill.Parameters.ContainsKey));
        Assert.All(Rows().Where(r => r.IsOfDrill), row => Assert.Contains(row.Key, drill.Parameters[row.Parameter].Aliases.Append(row.Parameter), StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Every_way_to_give_a_field_sends_the_same_request(string parameter)
    {
        (string given, string key, string sent) = Values[parameter];
        Row row = Rows().Single(r => r.Parameter == parameter);
        Hashtable rest = ConnectedSession.Good();
        rest.Remove(parameter);
        if (parameter == "PrimaryZone" || parameter == "ZoneList")
        {
            rest["PrimaryZone"] = parameter == "ZoneList" ? "zone2" : null;
        }

        Session.SetVariable("rest", Without(rest, null));
        Session.SetVariable("given", given);
        var ways = new List<(string Way, string Script)>
        {
            ("parameter", $"Start-ObTenantRestore @rest -{parameter} $given"),
            ("alias", $"Start-ObTenantRestore @rest -{row.Key} $given"),
        };
        foreach (string name in row.OtherKeys.Append(row.Key).Append(parameter).Distinct())
        {
            ways.Add(("object " + name, $"@{{ '{name}' = $given }} | Start-ObTenantRestore @rest"));
            ways.Add(("property " + name, $"[pscustomobject]@{{ '{name}' = $given }} | Start-ObTenantRestore @rest"));
            ways.Add(("JSON " + name, $"@{{ '{name}' = $given }} | ConvertTo-Json | ConvertFrom-Json | Start-ObTenantRestore @rest"));
            ways.Add(("CSV " + name, $"[pscustomobject]@{{ '{name}' = $given }} | ConvertTo-Csv | ConvertFrom-Csv | Start-ObTenantRestore @rest"));
        }

        foreach ((string way, string script) in ways)
        {
            // The agent refuses all but the first request because the tenant name exists. Only the sent request is compared.
            Cluster.Requests.Clear();
            SessionResult run = Run(script);

            Assert.True(Room.Changes.Count == 1, $"{way}: {run.Everything()}");
            Assert.True(JsonNode.DeepEquals(Expected(rest, parameter, key, sent), Room.SentRestore), $"{way}: {Room.SentRestore.ToJsonString()}");
        }
    }

    /// <summary>In an old version, a parameter that the code forgot to read got the value of KmsEncryptInfo.</summary>
    [Fact]
    public void A_field_without_a_parameter_is_an_error_and_does_not_get_another_fields_value()
    {
        Type cmdlet = ((CmdletInfo)Run("Get-Command Start-ObTenantRestore").Single().BaseObject).ImplementingType;
        MethodInfo read = cmdlet.GetMethods(Hidden).Single(m => m.Name == "ReadFields");
        object row = Table().Cast<object>().Last();
        FieldInfo name = row.GetType().BaseType!.GetFields(Hidden).Single(f => f.Name.Contains("<Parameter>", StringComparison.Ordinal));
        object copy = Copy(row);
        name.SetValue(copy, "Forgotten");
        var rows = Array.CreateInstance(row.GetType().BaseType!, 1);
        rows.SetValue(copy, 0);

        using var instance = (IDisposable)Activator.CreateInstance(cmdlet)!;
        cmdlet.GetProperty("KmsEncryptInfo")!.SetValue(instance, Secret.Of("kms text"));
        Exception thrown = Assert.Throws<TargetInvocationException>(() => read.Invoke(instance, [rows])).InnerException!;

        Assert.IsType<InvalidOperationException>(thrown);
        Assert.Contains("Forgotten", thrown.Message, StringComparison.Ordinal);
    }

    private static object Copy(object row) => typeof(object).GetMethod("MemberwiseClone", Hidden)!.Invoke(row, null)!;

    private static Hashtable Without(Hashtable values, string? parameter)
    {
        var left = new Hashtable();
        foreach (DictionaryEntry entry in values)
        {
            if (entry.Value is not null && !entry.Key.Equals(parameter))
            {
                left[entry.Key] = entry.Value;
            }
        }

        return left;
    }

    private static JsonObject Expected(Hashtable rest, string parameter, string key, string sent)
    {
        var expected = new JsonObject
        {
            ["ha_high_thread_score"] = 10,
            ["primary_zone"] = "RANDOM",
        };
        foreach (DictionaryEntry entry in rest)
        {
            switch (entry)
            {
                case { Key: "ZoneList" }:
                    expected["zone_list"] = JsonNode.Parse("""[{"name":"zone1","replica_type":"FULL","unit_config_name":"s1","unit_num":1}]""");
                    break;
                case { Key: string name, Value: string value } when name != parameter:
                    expected[Values[name].Key] = value;
                    break;
            }
        }

        expected[key] = JsonNode.Parse(sent);
        return expected;
    }

    private IEnumerable Table() => (IEnumerable)((Type)Run("[Obshell.Client.TenantRestoreRequest]").Single().BaseObject).GetProperty("Fields", Hidden)!.GetValue(null)!;

    private IReadOnlyList<Row> Rows() => [.. Table().Cast<object>().Select(f => new Row(
        Property<string>(f, "Parameter"), Property<string>(f, "Key"), Property<IReadOnlyList<string>>(f, "OtherKeys"), Property<bool>(f, "IsOfDrill")))];

    private static T Property<T>(object row, string name) => (T)row.GetType().GetProperty(name, Hidden)!.GetValue(row)!;

    private sealed record Row(string Parameter, string Key, IReadOnlyList<string> OtherKeys, bool IsOfDrill);
}
