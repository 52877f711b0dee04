using System;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.StartObTenantRestore;

/// <summary>Rows from the pipeline: objects of any kind with all of their properties. Text is not a row.</summary>
[Trait("Topic", "Starting")]
public sealed class StartObTenantRestorePipedRowTests : CmdletTest
{
    private const string Secret = "S3cret#4711";

    /// <summary>The lines of a file with a request, as a user would write it.</summary>
    private static readonly string[] Json =
        ["{", "  \"restore_tenant_name\": \"rt2\",", "  \"data_backup_uri\": \"file:///data/backup/data\",", $"  \"decryption\": [\"{Secret}\"],", "  \"zone_list\": \"zone1:s1:1\"", "}"];

    private static readonly string[] Csv =
        ["restore_tenant_name,data_backup_uri,zone_list,decryption", $"rt2,file:///data/backup/data,zone1:s1:1,{Secret}"];

    private static readonly string[] Yaml =
        ["restore_tenant_name: rt2", "data_backup_uri: file:///data/backup/data", $"decryption: {Secret}", "zone_list: zone1:s1:1"];

    [Theory]
    [Trait("Promise", "3")]
    [InlineData("[pscustomobject] $good | Add-Member ScriptProperty time_stamp { '2026-11-21T12:00:00Z' } -PassThru")]
    [InlineData("$good | Add-Member ScriptProperty time_stamp { '2026-11-21T12:00:00Z' } -PassThru")]
    [InlineData("$good | Add-Member NoteProperty time_stamp '2026-11-21T12:00:00Z' -PassThru")]
    [InlineData("class Row1 { $restore_tenant_name = 'rt2'; $data_backup_uri = 'file:///data/backup/data'; $archive_log_uri = 'file:///data/backup/clog'; $zone_list = 'zone1:s1:1'; [DateTimeOffset] $time_stamp = '2026-11-21T12:00:00Z' }; [Row1]::new()")]
    [InlineData("Add-Type 'public class Row2 { public string restore_tenant_name => \"rt2\"; public string data_backup_uri => \"file:///data/backup/data\"; public string archive_log_uri => \"file:///data/backup/clog\"; public string zone_list => \"zone1:s1:1\"; public string time_stamp => \"2026-11-21T12:00:00Z\"; }'; [Row2]::new()")]
    [InlineData("$table = [System.Data.DataTable]::new(); 'restore_tenant_name', 'data_backup_uri', 'archive_log_uri', 'zone_list', 'time_stamp', 'primary_zone' | ForEach-Object { $null = $table.Columns.Add($_) }; $null = $table.Rows.Add('rt2', 'file:///data/backup/data', 'file:///data/backup/clog', 'zone1:s1:1', '2026-11-21T12:00:00Z', [DBNull]::Value); $table.Rows[0]")]
    public void Promise_3_every_property_of_a_row_is_used_whatever_kind_of_object_the_row_is(string row)
    {
        Run($"$row = & {{ {row} }}; $row | Start-ObTenantRestore").ThrowIfFailed();

        Assert.Equal(1795262400000000000, (long)Room.SentRestore["scn"]!);
    }

    [Fact]
    [Trait("Promise", "3")]
    public void Promise_3_an_alias_property_of_a_row_is_used()
    {
        Run("Update-TypeData -TypeName My.Row -MemberType AliasProperty -MemberName restore_tenant_name -Value RestoreTenantName -Force; $row = [pscustomobject] $good; $row.PSTypeNames.Insert(0, 'My.Row'); $row | Start-ObTenantRestore")
            .Error("ConflictingValue");

        Run("$plain = $good.Clone(); $plain.Remove('RestoreTenantName'); $row = [pscustomobject] $plain | Add-Member NoteProperty tenant_name rt3 -PassThru | Add-Member AliasProperty restore_tenant_name tenant_name -PassThru; $row | Start-ObTenantRestore")
            .Error("UnknownKey");
    }

    [Fact]
    [Trait("Promise", "3")]
    public void Promise_3_a_getter_that_throws_fails_only_its_row_and_its_message_is_not_shown()
    {
        SessionResult result = Run($"$bad = [pscustomobject] $good | Add-Member ScriptProperty time_stamp {{ throw '{Secret}' }} -PassThru; $other = $good.Clone(); $other.RestoreTenantName = 'rt3'; $bad, $other | Start-ObTenantRestore");

        ErrorRecord error = result.Error("UnreadableProperty");
        Assert.Contains("Row 1: ", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("'time_stamp'", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal("rt3", (string?)Room.SentRestore["restore_tenant_name"]);
    }

    public static TheoryData<string, string> Files
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (string command in new[] { "Start-ObTenantRestore", "Start-ObTenantRestore -ZoneList zone1:s1:1", "Test-ObTenantRestore", "Invoke-ObRestoreDrill", "New-ObZoneParam -UnitConfigName s1 -UnitNum 1" })
            {
                all.Add(command, "json");
                all.Add(command, "csv");
                all.Add(command, "yaml");
                all.Add(command, "raw");
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    [Trait("Promise", "3")]
    [Trait("Promise", "6")]
    public void Promise_6_piped_text_lines_are_one_error_and_are_not_shown(string command, string form)
    {
        object[] lines = form switch { "json" => Json, "csv" => Csv, "yaml" => Yaml, _ => [string.Join('\n', Json)] };
        Session.SetVariable("lines", lines);

        SessionResult result = Run("$VerbosePreference = $DebugPreference = 'Continue'; $lines | " + command);

        ErrorRecord error = Assert.Single(result.AllErrors);
        if (!command.StartsWith("New-", StringComparison.Ordinal))
        {
            Assert.StartsWith("TextPiped,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("ConvertFrom-Json", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
            Assert.Empty(result.Output);
        }

        Assert.DoesNotContain(Secret, result.Everything(), StringComparison.Ordinal);
        Assert.Empty(Room.Changes);
    }

    [Fact]
    [Trait("Promise", "3")]
    public void Promise_3_a_piped_text_that_is_not_a_zone_means_no_restore()
    {
        ErrorRecord error = Run($"$none = $good.Clone(); $none.Remove('ZoneList'); 'zone1:s1:1', '{Secret}' | Start-ObTenantRestore @none").Error("InvalidZone");

        Assert.Contains("Text 2 of the pipeline", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(Room.Changes);
    }

    [Theory]
    [InlineData("Start-ObTenantRestore")]
    [InlineData("Test-ObTenantRestore")]
    [Trait("Promise", "12")]
    public void Promise_12_a_blank_row_is_skipped_with_one_warning_that_has_its_number(string command)
    {
        SessionResult result = Run($$"""
            $ErrorActionPreference = 'Stop'
            @'
            restore_tenant_name,data_backup_uri,archive_log_uri,zone_list
            a1,file:///data/backup/data,file:///data/backup/clog,zone1:s1:1
            ,,,
            a3,file:///data/backup/data,file:///data/backup/clog,zone1:s1:1
            '@ | ConvertFrom-Csv | {{command}}
            """).ThrowIfFailed();

        Assert.Equal(2, result.Output.Count);
        Assert.Contains("Row 2 of the pipeline is blank", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Promise", "12")]
    public void Promise_12_input_with_only_blank_rows_starts_nothing()
    {
        SessionResult result = Run("[pscustomobject] @{ restore_tenant_name = ''; zone_list = $null } | Start-ObTenantRestore @good");

        Assert.NotEmpty(result.AllErrors);
        Assert.Empty(Room.Changes);
    }

    [Fact]
    public void A_row_with_the_tenant_name_of_an_earlier_row_is_refused_with_the_number_of_that_row()
    {
        const string Rows = "$second = $good.Clone(); $second.DataBackupUri = 'file:///data/other'; $other = $good.Clone(); $other.RestoreTenantName = 'rt3'; ";

        SessionResult result = Run(Rows + "$good, $second, $other | Start-ObTenantRestore");

        ErrorRecord error = result.Error("RestoreTenantRepeated");
        Assert.Contains("Row 2 (tenant 'rt2'): ", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("Row 1 of the pipeline has the same tenant name", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(2, result.Output.Count);
        Assert.Equal(2, Room.Changes.Count);
        Assert.Contains("RestoreTenantRepeated", Run(Rows + "$good, $second | Test-ObTenantRestore | ConvertTo-Json -Depth 5").Single().ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-ObTenant shop | Start-ObTenantRestore -RestoreTenantName rt2", "InvalidSource", "Get-ObTenantBackup shop")]
    [InlineData("Get-ObTenant shop | Test-ObTenantRestore -RestoreTenantName rt2", "InvalidSource", "Get-ObTenantBackup shop")]
    [InlineData("$good.Remove('ZoneList'); Get-ObZone | Start-ObTenantRestore @good", "InvalidRequest", "Get-ObZone | New-ObZoneParam")]
    public void The_error_for_a_tenant_or_a_zone_of_the_cluster_shows_the_command_that_is_missing(string script, string id, string command)
    {
        Cluster.AddTenant(new Tenant { Name = "shop" });

        Assert.Contains(command, Run(script).Error(id).ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(Room.Changes);
    }

    [Fact]
    public void With_AttachExisting_two_rows_may_be_the_same_restore()
    {
        Room.Start();
        Room.Advance(60);
        Cluster.Requests.Clear();

        SessionResult result = Run("$good, $good | Start-ObTenantRestore -AttachExisting").ThrowIfFailed();

        Assert.Equal(2, result.Output.Count);
        Assert.Single(Room.RestoreStatements);
    }

    [Fact]
    public void Every_error_of_an_invalid_row_has_its_number_and_tenant()
    {
        Cluster.AddTenant(new Tenant { Name = "taken" });
        SessionResult result = Run("""
            $rows = 'a1', 'bad name', 'taken', 'also bad' | ForEach-Object { $row = $good.Clone(); $row.RestoreTenantName = $_; $row }
            $rows | Start-ObTenantRestore
            """);

        Assert.Single(result.Output);
        Assert.Equal(
            ["Row 2 (tenant 'bad name'): ", "Row 3 (tenant 'taken'): ", "Row 4 (tenant 'also bad'): "],
            result.Errors.Select(e => Regex.Match(e.ErrorDetails.Message, "Row \\d+ \\(tenant '[^']*'\\): ").Value).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(result.Errors, e => e.ErrorDetails.RecommendedAction.Contains("run the command again", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Promise", "13")]
    public void Promise_13_the_user_sees_the_DAGs_if_an_error_with_Stop_ends_a_wait()
    {
        Room.Start("a1", new RestoreBehaviour { Duration = TimeSpan.FromHours(3) });
        Room.Start("a2", new RestoreBehaviour { Duration = TimeSpan.FromHours(3) });

        SessionResult result = Run("$ErrorActionPreference = 'Stop'; & { '11'; '12'; throw 'upstream' } | Wait-ObDag");

        Assert.NotNull(result.Terminating);
        Assert.Contains("Wait-ObDag 11, 12 waits for it again", Host.Screen, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Promise", "13")]
    public void Promise_13_the_user_sees_the_started_DAGs_if_an_invalid_row_with_Stop_ends_the_pipeline()
    {
        SessionResult result = Run("""
            $ErrorActionPreference = 'Stop'
            $rows = 'a1', 'a2', 'bad name', 'a4' | ForEach-Object { $row = $good.Clone(); $row.RestoreTenantName = $_; $row }
            $dags = $rows | Start-ObTenantRestore -ThrottleLimit 1 | ForEach-Object { $_ }
            """);

        Assert.NotNull(result.Terminating);
        string said = Host.Screen;
        Assert.All(Cluster.Dags, d => Assert.Contains($"DAG {d.Id} (tenant '{d.Name["Restore ".Length..].Replace("backup_", "", StringComparison.Ordinal)}')", said.Replace("backup_", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }
}
