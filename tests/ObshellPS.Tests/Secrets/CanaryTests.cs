using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Secrets;

/// <summary>
/// Promise 6: secrets stay secret. Each test uses unique secrets (storage keys, backup passwords, KMS text, root password) and then
/// searches for them in every stream, error, CLIXML, <c>$Error</c> and on the screen. The secrets are passed in variables, as the docs
/// show.
/// </summary>
[Trait("Promise", "6")]
[Trait("Trap", "25")]
[Trait("Category", "Slow")]
[Trait("Topic", "Secrets")]
public sealed class CanaryTests : CmdletTest
{
    private const string Key = "CANARYkey4711";
    private const string Id = "CANARYid4712";
    private const string Backup = "CANARYbackup4713";
    private const string Short = "CANARY'4714";
    private const string Kms = "CANARYkms4715";

    /// <summary>
    /// The tests set preference variables instead of -Verbose and -Debug, because -Debug makes PowerShell ask before each change and each
    /// warning.
    /// </summary>
    private const string Loud = "$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'; ";

    private static readonly string DataUri = $"oss://bkt/data?host=h.example&access_id={Id}&access_key={Key}";
    private static readonly string LogUri = $"s3://bkt/clog?host=h.example&access_id={Id}&access_key={Key}&s3_region=r";

    private readonly List<string> seen = [];

    [Fact]
    public void Promise_6_a_successful_restore_shows_no_secret_anywhere()
    {
        Fly();
        Room.AdvanceAtEachLook(10);

        Look(Run(Loud + "Start-ObTenantRestore @secret | Wait-ObDag").ThrowIfFailed());

        Assert.Contains(Key, Room.SentRestore.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(Backup, Room.SentRestore.ToJsonString(), StringComparison.Ordinal);
        NothingLeaked();
    }

    [Fact]
    public void Promise_6_WhatIf_shows_the_backup_URI_without_its_keys()
    {
        Fly();

        Look(Run(Loud + "Start-ObTenantRestore @secret -WhatIf").ThrowIfFailed());

        Assert.Contains("oss://bkt/data", Host.Screen, StringComparison.Ordinal);
        NothingLeaked();
    }

    [Theory]
    [InlineData("-RestoreTenantName sys")]
    [InlineData("-DataBackupUri ($secret.DataBackupUri + \"'\")")]
    [InlineData("-ArchiveLogUri ($secret.ArchiveLogUri + ';x')")]
    [InlineData("-DataBackupUri ('x' + $secret.DataBackupUri.Substring(6))")]
    [InlineData("-Decryption $short")]
    [InlineData("-KmsEncryptInfo ([string]$kmsText + '\"')")]
    [InlineData("-Timestamp 12:00 -HaHighThreadScore 400 -PrimaryZone zone9")]
    public void Promise_6_a_local_error_shows_the_problem_and_not_the_secret(string change)
    {
        Fly();

        SessionResult result = Run(Loud + "Start-ObTenantRestore @secret " + change);

        Assert.NotEmpty(result.AllErrors);
        Look(result);
        NothingLeaked();
    }

    [Fact]
    public void Promise_6_the_error_for_a_contradicting_row_shows_no_secret_of_row_or_command_line()
    {
        Fly();

        SessionResult result = Session.InvokeWithInput(
            Loud + "$input | Start-ObTenantRestore @secret", [Session.FromJson($$"""{"data_backup_uri":"oss://other/data?host=h&access_id={{Id}}&access_key={{Key}}x","decryption":["{{Backup}}x"]}""")]);

        Assert.NotEmpty(result.AllErrors);
        Look(result);
        NothingLeaked();
    }

    [Fact]
    public void Promise_6_a_row_without_a_tenant_name_is_not_the_target_of_its_error()
    {
        object[] rows =
        [
            Session.FromJson($$"""{"data_backup_uri":"{{DataUri}}","archive_log_uri":"{{LogUri}}","zone_list":"zone1:s1:1","decryption":["{{Backup}}"],"kms_encrypt_info":"{{Kms}}"}"""),
            new Hashtable { ["data_backup_uri"] = DataUri, ["zone_list"] = "zone1:s1:1", ["decryption"] = Backup },
            Session.FromCsv("data_backup_uri,zone_list", DataUri + ",zone1:s1:1"),
        ];

        SessionResult result = Session.InvokeWithInput("$input | Start-ObTenantRestore", rows);

        Assert.Equal(3, result.Errors.Count);
        Look(result);
        NothingLeaked();
    }

    [Fact]
    public void Promise_6_an_object_that_is_not_a_request_is_not_shown_in_the_error()
    {
        SessionResult result = Session.InvokeWithInput("$input | Start-ObTenantRestore @good", [Session.FromJson($$"""{"uri":"{{DataUri}}","password":"{{Backup}}"}"""), DataUri]);

        Assert.NotEmpty(result.AllErrors);
        Look(result);
        NothingLeaked();
    }

    [Fact]
    public void Promise_6_the_agents_refusal_shows_no_secret()
    {
        Fly();
        Cluster.AddTenant(new Tenant { Name = "rt2" });

        Look(Run(Loud + "Start-ObTenantRestore @secret"));

        NothingLeaked();
    }

    [Fact]
    public void Promise_6_a_statement_that_OceanBase_quotes_is_masked_in_errors_logs_and_lists()
    {
        Fly();
        string quoted = $"Error 1064 (42000): near 'SET DECRYPTION IDENTIFIED BY '{Backup}'; SET @kms_encrypt_info =\"{Kms}\"; ALTER SYSTEM RESTORE rt2 FROM \"{DataUri}, {LogUri}\"'";
        Cluster.SetBehaviour("rt2", new RestoreBehaviour { SqlError = quoted });
        Room.AdvanceAtEachLook(10);

        SessionResult result = Run(Loud + "Start-ObTenantRestore @secret | Wait-ObDag; Get-ObDag 11 -Detailed; Get-ObDag -Detailed | Out-Default");

        result.Error("DagFailed");
        Look(result);
        NothingLeaked();
    }

    [Fact]
    public void Promise_6_the_comment_of_a_failed_job_is_masked()
    {
        Fly();
        Cluster.SetBehaviour("rt2", new RestoreBehaviour { JobFails = true, FailedTenantRemains = true, FailComment = "cannot read " + DataUri });
        Room.AdvanceAtEachLook(10);

        SessionResult result = Run(Loud + "Start-ObTenantRestore @secret | Wait-ObDag");

        result.Error("RestoreJobFailed");
        Look(result);
        NothingLeaked();
    }

    [Fact]
    public void Promise_6_a_lost_answer_shows_no_secret()
    {
        Fly();
        Cluster.Faults.Add(FaultKind.DropAfterHandler, "POST", ConnectedSession.RestorePath);

        Look(Run(Loud + "Start-ObTenantRestore @secret").ThrowIfFailed());

        NothingLeaked();
    }

    [Fact]
    public void Promise_6_connecting_shows_neither_a_right_nor_a_wrong_password()
    {
        string server = Cluster.Agents[0].Uri.ToString();

        Look(Run(Loud + "Connect-ObCluster -Server $args[0] -Password $args[1]", server, Secret.Of(ConnectedSession.RootPassword)).ThrowIfFailed());
        Look(Run(Loud + "Connect-ObCluster -Server $args[0] -Password $args[1]", server, Secret.Of(Backup)));

        NothingLeaked();
    }

    [Fact]
    public void Promise_6_a_storage_URI_is_shown_without_its_keys()
    {
        SessionResult result = Run("$u = [Obshell.Client.StorageUri]$args[0]; \"$u\"; $u.ToString(); $u; $u | Out-Default", DataUri).ThrowIfFailed();

        Assert.Contains("oss://bkt/data?host=h.example&access_id=***&access_key=***", result.Output[0].ToString(), StringComparison.Ordinal);
        Look(result);
        NothingLeaked();
    }

    /// <summary>Sets <c>$secret</c>: the parameters of a restore with every kind of secret, for splatting.</summary>
    private void Fly()
    {
        Session.SetVariable("secret", new Hashtable
        {
            ["RestoreTenantName"] = "rt2",
            ["DataBackupUri"] = DataUri,
            ["ArchiveLogUri"] = LogUri,
            ["ZoneList"] = "zone1:s1:1",
            ["Decryption"] = new[] { Secret.Of(Backup), Secret.Of(Backup + "2") },
            ["KmsEncryptInfo"] = Secret.Of(Kms),
        });
        Session.SetVariable("short", Secret.Of(Short));
        Session.SetVariable("kmsText", Kms);
    }

    private void Look(SessionResult result)
    {
        seen.Add(result.Everything());

        // $Error, which a user can read later.
        foreach (PSObject error in Run("$Error").Output)
        {
            seen.Add(error + PSSerializer.Serialize(error, 4));
        }
    }

    private void NothingLeaked()
    {
        string all = string.Join('\n', seen) + Host.Screen;
        foreach (string canary in new[] { Key, Id, Backup, Short, Kms, ConnectedSession.RootPassword })
        {
            int at = all.IndexOf(canary, StringComparison.Ordinal);
            Assert.True(at < 0, at < 0 ? "" : $"{canary} leaked: ...{all.Substring(Math.Max(0, at - 200), Math.Min(300, all.Length - Math.Max(0, at - 200)))}...");
        }

        foreach (string keys in Cluster.Requests.All.Select(r => r.HeaderJson is { } json ? (string?)JsonNode.Parse(json)!["Keys"] : null).OfType<string>())
        {
            Assert.DoesNotContain(keys, all, StringComparison.Ordinal);
        }
    }
}
