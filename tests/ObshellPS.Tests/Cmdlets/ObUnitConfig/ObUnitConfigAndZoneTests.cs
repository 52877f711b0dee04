using System;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.ObUnitConfig;

/// <summary>Zones and unit configs: reading with sizes as numbers, creating, and removing after a question.</summary>
[Trait("Topic", "Resources")]
public sealed class ObUnitConfigAndZoneTests : CmdletTest
{
    protected override SimulatorOptions? Options => new()
    {
        RootPassword = ConnectedSession.RootPassword,
        ManualClock = true,
        Fixture = ClusterFixture.TwoRegions() with { MinUnitMemoryGb = 1 },
    };

    [Fact]
    public void Zones_are_returned_with_region_status_servers_and_free_capacity()
    {
        Cluster.AddZone(new Zone { Name = "zone2", Region = "east", Status = "STOPPED", Servers = [new Server { CpuTotal = 8, CpuAssigned = 1.5 }, new Server()] });

        dynamic zone = Run("Get-ObZone zone2").Single();

        Assert.Equal(("east", "STOPPED", 2), ((string)zone.Region, (string)zone.Status, (int)zone.ServerCount));
        Assert.Equal(8 - 1.5 + 14, (double)zone.CpuFree, 6);
        Assert.Equal(120L << 30, (long)zone.MemoryFree);
        Assert.Equal(60L << 30, (long)zone.Servers[0].MemoryFree);
        Assert.Equal(["zone1", "zone2", "zone3"], Run("(Get-ObZone).Name").Output.Select(o => o.ToString()));
        Assert.Single(Run("Get-ObZone *3").Output);
    }

    [Fact]
    public void The_error_for_a_zone_that_does_not_exist_lists_the_existing_zones()
    {
        ErrorRecord error = Run("Get-ObZone Zone1").Error("ZoneNotFound");

        Assert.Contains("zone1, zone2, zone3", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void If_the_agent_cannot_reach_its_database_the_zones_are_an_error_and_not_an_empty_result()
    {
        Cluster.Agents[0].ObState = 1;

        Run("Get-ObZone").Error("ZonesUnknown");
    }

    [Theory]
    [InlineData("Get-ObZone", @"Name\s+Region\s+Status\s+ServerCount\s+CpuFree\s+MemoryFree", @"zone1\s+east\s+RUNNING\s+1\s+14\s+60\.0 GB")]
    [InlineData("(Get-ObZone zone1).Servers", @"Server\s+Zone\s+Status\s+CpuFree\s+MemoryFree\s+DiskFree", @"127\.0\.0\.1:2882\s+zone1\s+RUNNING\s+14")]
    [InlineData("Get-ObUnitConfig unit1", @"Name\s+MaxCpu\s+MinCpu\s+MemorySize\s+LogDiskSize", @"unit1\s+2\s+2\s+4\.0 GB\s+6\.0 GB")]
    public void Zones_and_unit_configs_have_a_table_view(string script, string head, string row)
    {
        Run(script + " | Out-Default").ThrowIfFailed();

        string screen = Regex.Replace(Host.Screen, "\x1b\\[[0-9;]*m", "");
        Assert.Matches(head, screen);
        Assert.Matches(row, screen);
    }

    [Fact]
    public void Unit_configs_are_found_by_pattern_and_an_unknown_name_is_an_error()
    {
        Assert.Equal(3, Run("Get-ObUnitConfig").ThrowIfFailed().Output.Count);
        Assert.Equal("s1", Run("(Get-ObUnitConfig s*).Name").Single().ToString());
        Assert.Empty(Run("Get-ObUnitConfig x*").ThrowIfFailed().Output);
        Assert.Equal(9223372036854775807UL, ((dynamic)Run("Get-ObUnitConfig u1").Single()).MaxIops);
        Assert.Equal(ErrorCategory.ObjectNotFound, Run("Get-ObUnitConfig x1").Error("OB.Resource.UnitConfig.NotExist").CategoryInfo.Category);
    }

    [Theory]
    [InlineData("4G", 4L << 30)]
    [InlineData("4GB", 4L << 30)]
    [InlineData("'4gb'", 4L << 30)]
    [InlineData("1536MB", 1536L << 20)]
    [InlineData("(4GB)", 4L << 30)]
    public void A_unit_config_is_created_from_sizes_as_users_type_them(string size, long bytes)
    {
        SessionResult result = Run($"New-ObUnitConfig big -MemorySize {size} -MaxCpu 2.5 -MinCpu '1.5' -LogDiskSize 20G -MaxIops 5000 -MinIops 4000");

        dynamic made = result.Single();
        Assert.Equal(("big", 2.5, 1.5, bytes, 20L << 30), ((string)made.Name, (double)made.MaxCpu, (double)made.MinCpu, (long)made.MemorySize, (long)made.LogDiskSize));
        Assert.Contains("POST unit/config big", Assert.Single(result.Audit).MessageData.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_that_are_not_given_are_not_sent()
    {
        Run("New-ObUnitConfig small 2G 1").ThrowIfFailed();

        Assert.Equal(["max_cpu", "memory_size", "name"], JsonNode.Parse(Assert.Single(Room.Changes).BodyText)!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("-Name \"a'b\" -MemorySize 2G -MaxCpu 1", "InvalidUnitConfigName")]
    [InlineData("-MemorySize 2G -MaxCpu 1", "MissingParameter")]
    [InlineData("-Name n -MemorySize 2 -MaxCpu 1", "InvalidSize")]
    [InlineData("-Name n -MemorySize 0G -MaxCpu 1", "InvalidSize")]
    [InlineData("-Name n -MemorySize 2G -MaxCpu 0", "InvalidMaxCpu")]
    [InlineData("-Name n -MemorySize 2G", "MissingParameter")]
    [InlineData("-Name n -MemorySize 2G -MaxCpu 1 -MinCpu 2", "InvalidMinCpu")]
    [InlineData("-Name n -MemorySize 2G -MaxCpu 1 -MinIops 9 -MaxIops 8", "InvalidMinIops")]
    [InlineData("-Name n -MemorySize 512M -MaxCpu 1", "UnitConfigTooSmall")]
    [InlineData("-Name n -MemorySize 2G -MaxCpu 0.5", "UnitConfigTooSmall")]
    [InlineData("-Name n -MemorySize 2G -MaxCpu '1,5'", "ParameterArgumentTransformationError")]
    public void An_invalid_unit_config_is_refused_before_anything_is_sent(string arguments, string id)
    {
        Run("New-ObUnitConfig " + arguments).Errors.Concat(Run("New-ObUnitConfig " + arguments).AllErrors).ToList()
            .ForEach(e => Assert.StartsWith(id, e.FullyQualifiedErrorId, StringComparison.Ordinal));

        Assert.NotEmpty(Run("New-ObUnitConfig " + arguments).AllErrors);
        Assert.Empty(Room.Changes);
    }

    [Fact]
    public void A_size_without_a_unit_is_explained_as_a_number_of_bytes() =>
        Assert.Contains("4 has no unit, so it is a number of bytes", Run("New-ObUnitConfig n -MemorySize 4 -MaxCpu 1").Error("InvalidSize").ErrorDetails.Message, StringComparison.Ordinal);

    [Fact]
    public void A_pattern_removes_no_unit_config_and_the_error_shows_how_to_find_them()
    {
        ErrorRecord error = Run("Remove-ObUnitConfig s* -Confirm:$false").Error("InvalidUnitConfigName");

        Assert.Contains("Get-ObUnitConfig 's*'", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Requests);
    }

    [Fact]
    public void All_errors_of_a_unit_config_are_reported_together() =>
        Assert.Contains("The input has 4 errors", Run("New-ObUnitConfig -LogDiskSize x -MaxCpu -1").Error("InvalidRequest").ErrorDetails.Message, StringComparison.Ordinal);

    [Fact]
    public void An_existing_unit_config_is_not_changed()
    {
        SessionResult result = Run("New-ObUnitConfig s1 -MemorySize 9G -MaxCpu 9");

        Assert.Equal(ErrorCategory.ResourceExists, result.Error("OB.Resource.UnitConfig.Existed").CategoryInfo.Category);
        Assert.Equal(2L << 30, Cluster.UnitConfigs.Single(u => u.Name == "s1").MemorySize);
    }

    [Fact]
    public void Remove_ObUnitConfig_accepts_objects_and_writes_an_audit_record()
    {
        SessionResult result = Run("Get-ObUnitConfig u* | Remove-ObUnitConfig -Confirm:$false").ThrowIfFailed();

        Assert.Equal(["s1"], Cluster.UnitConfigs.Select(u => u.Name));
        Assert.Equal(2, result.Audit.Count);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("Remove-ObUnitConfig s1 -WhatIf", "Remove unit config (1 core, 2.0 GB of memory)")]
    [InlineData("Remove-ObUnitConfig u1 -WhatIf", "Remove unit config (2 cores, 2.0 GB of memory)")]
    public void Sizes_are_shown_with_units(string script, string words)
    {
        Run(script).ThrowIfFailed();

        Assert.Contains(words, Host.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Confirm:$false")]
    [InlineData("-WhatIf")]
    public void Removal_of_a_unit_config_in_use_is_refused_without_a_question_and_the_error_lists_the_pools(string consent)
    {
        Room.Start();
        Room.Advance(60);
        Cluster.Requests.Clear();

        ErrorRecord error = Run("Remove-ObUnitConfig s1 " + consent).Error("UnitConfigInUse");

        Assert.Contains("rt2_zone1_", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ResourceBusy, error.CategoryInfo.Category);
        Assert.Contains("Get-ObTenant -Detailed | Format-List TenantName, Pools", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("rt2_zone1_", Run("Get-ObTenant -Detailed | Format-List TenantName, Pools | Out-String").Single().ToString(), StringComparison.Ordinal);
        Assert.Empty(Room.Changes);
    }

    /// <summary>
    /// The module does not see a pool that was created after its check. It sees no pool if the agent does not list pools.
    /// </summary>
    [Fact]
    public void OceanBases_refusal_is_the_error_if_the_module_does_not_see_the_pools()
    {
        Room.Start();
        Room.Advance(60);
        Cluster.Faults.Add(FaultKind.Panic, "GET", "/api/v1/resource-pools", int.MaxValue);

        ErrorRecord error = Run("Remove-ObUnitConfig s1 -Confirm:$false").Error("MySQL.Error");

        Assert.Contains("is referenced by some resource pool", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.StartsWith("OceanBase's error 4634, the unit config is in use: ", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(Cluster.UnitConfigs, u => u.Name == "s1");
    }

    [Theory]
    [InlineData("Remove-ObUnitConfig s1 -WhatIf")]
    [InlineData("New-ObUnitConfig big -MemorySize 4G -MaxCpu 2 -WhatIf")]
    [InlineData("Remove-ObUnitConfig x9 -Confirm:$false")]
    [InlineData("Remove-ObUnitConfig 'a/b' -Confirm:$false")]
    [InlineData("Remove-ObUnitConfig '..' -Confirm:$false")]
    [InlineData("Remove-ObUnitConfig s1")]
    public void WhatIf_or_a_wrong_name_or_a_missing_answer_changes_nothing(string script)
    {
        Run(script);

        Assert.Empty(Room.Changes);
        Assert.Equal(3, Cluster.UnitConfigs.Count);
    }
}
