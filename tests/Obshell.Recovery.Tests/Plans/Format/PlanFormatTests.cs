using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Obshell.Client;
using Obshell.Recovery.Plans.Format;
using Xunit;

namespace Obshell.Recovery.Tests.Plans.Format;

/// <summary>The file of a recovery plan. Later versions can read the file. An error in the file is reported with its position.</summary>
[Trait("Topic", "Plans")]
public sealed class PlanFormatTests
{
    private const string File = "plan.json";

    private static readonly string Version1 = System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "plans", "version-1.json")).ReplaceLineEndings("\n");

    [Fact]
    public void A_plan_of_version_1_is_read_completely()
    {
        RecoveryPlan plan = PlanReader.Read(File, Version1);

        Assert.Equal(("obdemo", 1L, "2026-11-20T01:00:05"), (plan.ClusterName, plan.ClusterId, plan.WrittenAt.ToString("s")));
        RecoveryPlanEntry orders = plan.Entries[0];
        Assert.Equal(("orders", 1, "2026-11-20T00:30:00+08:00", "MYSQL"), (orders.TenantName, orders.Priority, orders.Until, orders.Mode));
        Assert.Equal((BackupState.Protected, ArchiveState.Archiving, (bool?)false), (orders.State, orders.Archive, orders.LastBackupHasLogs));
        Assert.Equal("oss://bucket/orders/data?host=oss.example", orders.DataBackupUri);
        Assert.Equal(["zone1:s1:1:FULL", "zone2:s1:1:READONLY"], orders.ZoneList.Select(z => z.ToString()));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 1, 0, 0, TimeSpan.Zero), orders.NewestPoint);
        Assert.Equal((1.5, 2147483648L, 9223372036854775807UL), (orders.UnitConfigs.Single().MaxCpu!.Value, orders.UnitConfigs[0].MemorySize!.Value, orders.UnitConfigs[0].MaxIops!.Value));
        RecoveryPlanEntry other = plan.Entries[1];
        Assert.Equal(("archive_été", (int?)null, false, null), (other.TenantName, other.Priority, other.HasBackup, other.NewestPoint));
        Assert.Single(other.LayoutFaults);
    }

    /// <summary>The same plan always gives the same bytes, in ASCII, with LF and in the same order.</summary>
    [Fact]
    public void A_plan_that_is_read_and_written_again_has_the_same_bytes()
    {
        string written = PlanWriter.Text(PlanReader.Read(File, Version1));

        Assert.Equal(Version1.Split('\n')[2..], written.Split('\n')[2..]);
        Assert.Contains("/docs/recovery-plan.schema.json", written.Split('\n')[1], StringComparison.Ordinal);
        Assert.All(written, c => Assert.True(c is '\n' or (>= ' ' and <= '~')));
    }

    [Fact]
    public void Tenants_are_sorted_by_priority_and_then_by_name()
    {
        TenantBackup[] backups = [.. new[] { "wiki", "crm", "orders", "billing" }.Select(n => new TenantBackup { TenantName = n })];
        Dictionary<string, int> priorities = new() { ["orders"] = 1, ["wiki"] = 2 };

        RecoveryPlan plan = RecoveryPlan.Of(backups, priorities);
        RecoveryPlan again = RecoveryPlan.Of([.. backups.Reverse()], priorities);

        Assert.Equal(["orders", "wiki", "billing", "crm"], plan.Entries.Select(e => e.TenantName));
        Assert.Equal(PlanWriter.Text(plan), PlanWriter.Text(again));
    }

    [Fact]
    public void A_storage_key_that_an_agent_reports_is_not_written_to_the_plan()
    {
        var backup = new TenantBackup { TenantName = "orders", DataBackupUri = "s3://lab/x?host=h&access_key=Vq8wTz1xKc5y" };

        Assert.DoesNotContain("Vq8wTz1xKc5y", PlanWriter.Text(RecoveryPlan.Of([backup], new Dictionary<string, int>())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "plan.json', line 1", "not valid JSON")]
    [InlineData("[]", "plan.json'", "is not a recovery plan")]
    [InlineData("""{"formatVersion":"1"}""", "plan.json'", "is not a recovery plan")]
    [InlineData("""{"formatVersion":1}""", "tenants", "The list of tenants is missing")]
    [InlineData("""{"formatVersion":1,"tenants":[],"cluster":{"name":"c"}}""", "writtenAt", "It is missing")]
    public void The_error_for_a_text_that_is_not_a_plan_has_the_position(string text, string place, string fault) => Refused(text, place, fault);

    [Theory]
    [InlineData("\"until\": \"2026-11-20T00:30:00+08:00\"", "\"untill\": \"latest\"", "line 13", "A plan has no property 'untill'")]
    [InlineData("\"until\": \"2026-11-20T00:30:00+08:00\"", "\"until\": \"2026-11-20 00:30\"", "tenants[0] ('orders').until", "")]
    [InlineData("\"until\": \"2026-11-20T00:30:00+08:00\"", "\"until\": \"15 minutes ago\"", "tenants[0] ('orders').until", "a second run would restore to another point")]
    [InlineData("\"priority\": 1", "\"priority\": 0", "tenants[0] ('orders').priority", "1 is restored first")]
    [InlineData("\"priority\": 1", "\"priority\": \"high\"", "line 12", "wrong type")]
    [InlineData("\"replicaType\": \"READONLY\"", "\"replicaType\": \"ARBITRATION\"", "zones[1] ('zone2').replicaType", "neither FULL nor READONLY")]
    [InlineData("\"state\": \"Protected\"", "\"state\": \"Fine\"", "tenants[0] ('orders').state", "is not one of")]
    [InlineData("orders/data?host", "orders/data?access_key=Vq8wTz1xKc5y&host", "tenants[0] ('orders').dataBackupUri", "-StorageCredential")]
    [InlineData("archive_\\u00E9t\\u00E9", "orders", "tenants[1] ('orders')", "two tenants with this name")]
    public void The_error_for_a_wrong_manual_change_has_the_position(string before, string after, string place, string fault) =>
        Refused(Version1.Replace(before, after, StringComparison.Ordinal), place, fault);

    [Fact]
    public void A_plan_of_a_newer_version_is_refused()
    {
        var error = Assert.Throws<ObshellInputException>(() => PlanReader.Read(File, """{"formatVersion":2,"clusters":[]}"""));

        Assert.Equal("RecoveryPlanTooNew", error.ErrorId);
        Assert.Contains("'plan.json' has format version 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_JSON_schema_has_exactly_the_properties_that_are_written()
    {
        using var schema = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "plans", "recovery-plan.schema.json")));
        JsonElement root = schema.RootElement;
        JsonElement parts = root.GetProperty("$defs");

        Same(root, typeof(PlanRoot));
        Same(root.GetProperty("properties").GetProperty("cluster"), typeof(PlanCluster));
        Same(parts.GetProperty("tenant"), typeof(PlanTenant));
        Same(parts.GetProperty("zone"), typeof(PlanZone));
        Same(parts.GetProperty("unitConfig"), typeof(PlanUnit));
        Assert.Equal(Enum.GetNames<BackupState>().Order(), Words(parts, "state"));
        Assert.Equal(Enum.GetNames<ArchiveState>().Order(), Words(parts, "archive"));

        static void Same(JsonElement schema, Type type) =>
            Assert.Equal(new DefaultJsonTypeInfoResolver().GetTypeInfo(type, PlanJson.Options).Properties.Select(p => p.Name).Order(), schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order());

        static IEnumerable<string?> Words(JsonElement parts, string name) =>
            parts.GetProperty("tenant").GetProperty("properties").GetProperty(name).GetProperty("enum").EnumerateArray().Select(w => w.GetString()).Order();
    }

    private static void Refused(string text, string place, string fault)
    {
        var error = Assert.Throws<ObshellInputException>(() => PlanReader.Read(File, text));
        Assert.All(error.Faults, f => Assert.Contains("'plan.json'", f.Message, StringComparison.Ordinal));
        Assert.Contains(error.Faults, f => f.Message.Contains(place, StringComparison.Ordinal) && f.Message.Contains(fault, StringComparison.Ordinal));
        Assert.DoesNotContain("Vq8wTz1xKc5y", error.Message, StringComparison.Ordinal);
    }
}
