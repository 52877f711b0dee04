using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.NewObZoneParam;

/// <summary>Zones from names and from hashtables. An invalid zone ends the pipeline, so that no restore starts with fewer zones.</summary>
[Trait("Topic", "Zones")]
public sealed class NewObZoneParamTests : IClassFixture<ConnectedSession>
{
    private readonly ConnectedSession room;

    public NewObZoneParamTests(ConnectedSession room)
    {
        this.room = room;
        room.Cluster.Requests.Clear();
    }

    [Fact]
    public void Names_from_the_pipeline_become_zones_in_order()
    {
        SessionResult result = room.Run("'zone1', 'zone2' | New-ObZoneParam -UnitConfigName s1 -UnitNum 2").ThrowIfFailed();

        Assert.Equal(["zone1:s1:2:FULL", "zone2:s1:2:FULL"], result.Output.Select(z => z.ToString()));
        Assert.All(result.Output, z => Assert.Equal("Obshell.Client.ZoneParam", z.BaseObject.GetType().FullName));
    }

    [Theory]
    [InlineData("New-ObZoneParam zone1 -UnitConfigName s1 -UnitNum 1")]
    [InlineData("New-ObZoneParam zone1 s1 1")]
    [InlineData("New-ObZoneParam zone1 s1 1 FULL")]
    [InlineData("New-ObZoneParam -Name zone1 -unit_config_name s1 -unit_num 1 -replica_type full")]
    [InlineData("New-ObZoneParam -Name ' zone1 ' -UnitConfigName s1 -UnitNum '1'")]
    [InlineData("@{ name = 'zone1'; unit_config_name = 's1'; unit_num = 1 } | New-ObZoneParam")]
    [InlineData("@{ Name = 'zone1'; UnitNum = '1'; ReplicaType = 'full' } | New-ObZoneParam -UnitConfigName s1")]
    [InlineData("[pscustomobject]@{ name = 'zone1'; replica_type = 'FULL'; unit_config_name = 's1'; unit_num = 1 } | New-ObZoneParam")]
    [InlineData("[pscustomobject]@{ name = 'zone1'; replica_type = ''; unit_config_name = ''; unit_num = '' } | New-ObZoneParam -UnitConfigName s1 -UnitNum 1")]
    [InlineData("[pscustomobject]@{ name = 'zone1'; unit_num = $null } | New-ObZoneParam -UnitConfigName s1 -UnitNum 1")]
    [InlineData("New-ObZoneParam zone1 -UnitConfigName s1 -UnitNum 1 | New-ObZoneParam")]
    public void All_input_forms_of_a_zone_give_the_same_zone(string script) =>
        Assert.Equal("zone1:s1:1:FULL", room.Run(script).Single().ToString());

    [Theory]
    [InlineData("'zone1' | New-ObZoneParam -UnitConfigName s1 -UnitNum 1 -ReplicaType READONLY")]
    [InlineData("'zone1' | New-ObZoneParam -UnitConfigName s1 -UnitNum 1 -ReplicaType readonly")]
    [InlineData("@{ name = 'zone1'; replica_type = 'ReadOnly'; unit_config_name = 's1'; unit_num = 1 } | New-ObZoneParam")]
    [InlineData("@{ name = 'zone1' } | New-ObZoneParam -UnitConfigName s1 -UnitNum 1 -ReplicaType READONLY")]
    public void A_zone_can_be_READONLY(string script) => Assert.Equal("zone1:s1:1:READONLY", room.Run(script).Single().ToString());

    [Fact]
    public void Values_of_a_hashtable_take_precedence_over_parameters() => Assert.Equal(
        "zone1:s2:3:FULL", room.Run("@{ name = 'zone1'; replica_type = 'FULL'; unit_config_name = 's2'; unit_num = 3 } | New-ObZoneParam -UnitConfigName s1 -UnitNum 1 -ReplicaType READONLY").Single().ToString());

    [Theory]
    [Trait("Promise", "3")]
    [InlineData("''", "InvalidZoneName")]
    [InlineData("'zone 1'", "InvalidZoneName")]
    [InlineData("'zone1;zone2'", "InvalidZoneName")]
    [InlineData("\"zone1'\"", "InvalidZoneName")]
    [InlineData("@{ name = 'zone1'; unit_number = 1 }", "UnknownKey")]
    [InlineData("@{ name = 'zone1'; replica_type = 'LOGONLY' }", "InvalidReplicaType")]
    [InlineData("@{ name = 'zone1'; unit_num = 0 }", "UnitNumInvalid")]
    [InlineData("@{ name = 'zone1'; unit_num = 1.5 }", "InvalidNumber")]
    [InlineData("@{ name = 'zone1'; unit_num = 'one' }", "InvalidNumber")]
    [InlineData("@{ name = 'zone1'; unit_config_name = 's`1' }", "InvalidUnitConfigName")]
    [InlineData("@{ unit_num = 1 }", "InvalidZoneName")]
    public void Promise_3_an_invalid_zone_ends_the_pipeline_and_nothing_is_started(string zone, string id)
    {
        SessionResult result = room.Run(
            $"$bare = $good.Clone(); $bare.Remove('ZoneList'); 'zone1', {zone}, 'zone3' | New-ObZoneParam -UnitConfigName s1 -UnitNum 1 | Start-ObTenantRestore @bare");

        ErrorRecord error = result.Error(id);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Matches("-(Name|UnitNum|UnitConfigName|ReplicaType):|no 'unit_number'", error.ErrorDetails.Message);
        Assert.Empty(result.Output);
        Assert.Empty(room.Requests);
    }

    [Theory]
    [Trait("Promise", "3")]
    [InlineData("'zone1' | New-ObZoneParam -UnitNum 1", "InvalidUnitConfigName")]
    [InlineData("'zone1' | New-ObZoneParam -UnitConfigName s1", "MissingParameter")]
    [InlineData("New-ObZoneParam zone1 s1", "MissingParameter")]
    [InlineData("'zone1' | New-ObZoneParam -UnitConfigName s1 -UnitNum 0", "UnitNumInvalid")]
    [InlineData("'zone1' | New-ObZoneParam -UnitConfigName s1 -UnitNum ''", "EmptyParameter")]
    [InlineData("New-ObZoneParam -UnitConfigName s1 -UnitNum 1", "InvalidZoneName")]
    [InlineData("$null | New-ObZoneParam -UnitConfigName s1 -UnitNum 1", "InvalidZoneName")]
    public void Promise_3_a_missing_value_of_a_zone_is_an_error_and_has_no_default(string script, string id) => room.Run(script).Error(id);

    [Theory]
    [Trait("Promise", "3")]
    [InlineData("unit_num = 1.5", "UnitNum")]
    [InlineData("unit_num = 'one'", "UnitNum")]
    [InlineData("unit_num = 0", "UnitNum")]
    [InlineData("unit_config_name = 's`1'", "UnitConfigName")]
    [InlineData("replica_type = 'LOGONLY'", "ReplicaType")]
    public void Promise_3_the_error_for_an_invalid_value_in_a_hashtable_shows_the_property(string entry, string property)
    {
        ErrorRecord error = Assert.Single(room.Run($"@{{ name = 'zone1'; {entry} }} | New-ObZoneParam -UnitConfigName s1 -UnitNum 1").AllErrors);

        Assert.Matches("(?i)" + property + "|" + entry.Split(' ')[0], error.ErrorDetails.Message);
    }

    [Fact]
    public void Zones_of_Get_ObZone_are_accepted()
    {
        SessionResult result = room.Run("Get-ObZone | New-ObZoneParam -UnitConfigName s1 -UnitNum 1").ThrowIfFailed();

        Assert.Equal(["zone1:s1:1", "zone2:s1:1", "zone3:s1:1"], result.Output.Select(z => $"{((dynamic)z).Name}:{((dynamic)z).UnitConfigName}:{((dynamic)z).UnitNum}"));
    }

    [Fact]
    [Trait("Promise", "3")]
    public void Promise_3_a_fraction_of_a_unit_is_refused_and_not_rounded() =>
        Assert.NotEmpty(room.Run("'zone1' | New-ObZoneParam -UnitConfigName s1 -UnitNum 1.6").AllErrors);

    [Fact]
    public void The_error_for_an_unknown_replica_type_lists_the_valid_types()
    {
        ErrorRecord error = Assert.Single(room.Run("'zone1' | New-ObZoneParam -UnitConfigName s1 -UnitNum 1 -ReplicaType LOGONLY").AllErrors);

        Assert.Contains("READONLY", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hashtable_can_be_cast_to_a_zone() =>
        Assert.Equal("zone1:s1:1:FULL", room.Run("[Obshell.Client.ZoneParam]$args[0]", new Hashtable { ["Name"] = "zone1", ["UnitConfigName"] = "s1", ["UnitNum"] = 1 }).Single().ToString());
}
