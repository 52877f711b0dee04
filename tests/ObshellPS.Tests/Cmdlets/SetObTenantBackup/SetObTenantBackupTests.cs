using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.SetObTenantBackup;

/// <summary>
/// Set-ObTenantBackup sets new destinations and switches the log archive. It says what ends the protection, and verifies the result.
/// </summary>
[Trait("Topic", "Backups")]
public sealed class SetObTenantBackupTests : BackupTest
{
    [Fact]
    public void Destinations_of_a_tenant_without_destinations_are_set()
    {
        AddShop(null);
        LetTimePass(5);

        dynamic backup = Read("Set-ObTenantBackup shop -DataBackupUri file:///b/shop/data -ArchiveLogUri file:///b/shop/clog -Confirm:$false");

        Assert.Equal("file:///b/shop/data", ((string)backup.DataBackupUri).TrimEnd('/'));
        Assert.Equal("NeverBackedUp", backup.State.ToString());
    }

    [Fact]
    public void A_new_log_destination_stops_the_archive_and_starts_it_again()
    {
        AddShop(TenantBackup.Below("file:///b"));
        LetTimePass(5);

        Run("Set-ObTenantBackup shop -ArchiveLogUri file:///new/clog -WhatIf").ThrowIfFailed();
        dynamic backup = Read("Set-ObTenantBackup shop -ArchiveLogUri file:///new/clog -Confirm:$false");

        Assert.Contains("THE LOG ARCHIVE STOPS", Host.Screen, StringComparison.Ordinal);
        Assert.Equal("Archiving", backup.Archive.ToString());
        Assert.Equal("file:///new/clog", ((string)backup.ArchiveLogUri).TrimEnd('/'));
        Assert.Equal(2, Cluster.TenantBackups.Rounds("shop").Count);
    }

    [Fact]
    public void WhatIf_for_a_new_data_destination_says_that_the_running_backup_is_cancelled()
    {
        AddShop(TenantBackup.Below("file:///b"));
        Cluster.TenantBackups.SetBehaviour("shop", new BackupBehaviour { Duration = TimeSpan.FromMinutes(20) });
        Cluster.TenantBackups.Start("shop");
        Room.Advance(30);

        Run("Set-ObTenantBackup shop -DataBackupUri file:///new/data -WhatIf").ThrowIfFailed();

        Assert.Contains("BACKUP 2, WHICH IS RUNNING, IS CANCELLED", Host.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain(Cluster.Requests.All, r => r.Method == "PATCH");
    }

    [Theory]
    [InlineData("Off", "NotArchiving")]
    [InlineData("Suspended", "Suspended")]
    public void The_archive_is_switched_and_its_new_state_is_verified(string command, string state)
    {
        AddShop(TenantBackup.Below("file:///b"));
        LetTimePass(5);

        Assert.Equal(state, Read($"Set-ObTenantBackup shop -Archive {command} -Confirm:$false").Archive.ToString());
        Assert.Equal("Archiving", Read("Set-ObTenantBackup shop -Archive On -Confirm:$false").Archive.ToString());
    }

    [Fact]
    public void The_error_for_an_archive_that_was_never_started_says_that_a_backup_starts_it()
    {
        AddShop(TenantBackup.Below("file:///b") with { Archive = "", Sets = [] });

        Assert.Contains("Start-ObTenantBackup", Run("Set-ObTenantBackup shop -Archive On -Confirm:$false").Error("ArchiveNeverStarted").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("On")]
    [InlineData("Off")]
    public void The_advice_for_an_interrupted_archive_works(string command)
    {
        AddShop(TenantBackup.Below("file:///b") with { Archive = "INTERRUPTED" });
        LetTimePass(5);

        SessionResult refused = Run($"Set-ObTenantBackup shop -Archive {command} -Confirm:$false");

        Assert.Empty(refused.Warnings);
        ErrorRecord error = refused.Error("ArchiveInterrupted");
        Assert.Contains("-ArchiveLogUri 'file:///b/clog'", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("Archiving", Read("Set-ObTenantBackup shop -ArchiveLogUri file:///b/clog -Confirm:$false").Archive.ToString());
    }

    [Theory]
    [InlineData("s3://b/k?host=h&access_id=i&access_key=k&addressing_model=path_style", "UriParameterDropped", "would remove addressing_model")]
    [InlineData("oss://b/k?host=h&access_id=i&access_key=k&checksum_type=md5", "UriParameterDropped", "checksum_type")]
    [InlineData("oss://b/k?host=h&access_id=i&access_key=a%26x", "InvalidStorageUri", "decodes")]
    [InlineData("file:///b/da'ta", "InvalidStorageUri", "'")]
    [InlineData("file:///b/data?zone=zone1", "InvalidStorageUri", "does not accept a file:// URI with '?'")]
    [InlineData("azblob://c/k?host=h&access_id=i&access_key=k", "InvalidStorageUri", "does not support azblob")]
    [InlineData("oss://b/k?host=h", "InvalidStorageUri", "access_id")]
    [InlineData("oss://b/k?host=h&access_id=&access_key=", "InvalidStorageUri", "access_id is in the URI, but has no value")]
    [InlineData("nfs:///b/data", "InvalidStorageUri", "do not support 'nfs'")]
    public void A_destination_that_the_agent_would_change_or_damage_is_refused(string uri, string error, string why)
    {
        AddShop(null);

        string message = Run("Set-ObTenantBackup shop -DataBackupUri $args[0] -Confirm:$false", uri).AllErrors.Single().ErrorDetails.Message;

        Assert.Contains(why, message, StringComparison.Ordinal);
        Assert.True(message.StartsWith(error, StringComparison.Ordinal) || message.Contains(error, StringComparison.Ordinal) || message.StartsWith("InvalidRequest", StringComparison.Ordinal), message);
        Assert.DoesNotContain(Cluster.Requests.All, r => r.Method is "PATCH" or "POST");
    }

    [Theory]
    [InlineData(true, "Undo-ObDag")]
    [InlineData(false, "Skip-ObDag")]
    public void The_error_for_a_failed_change_says_which_operator_unlocks_the_tenant(bool unreachable, string operatorName)
    {
        AddShop(null);
        Cluster.TenantBackups.SetBehaviour("shop", unreachable ? new BackupBehaviour { DestinationUnreachable = true } : new BackupBehaviour { DestinationError = "Error 9026 (HY000): not valid" });
        LetTimePass(5);

        ErrorRecord error = Run("Set-ObTenantBackup shop -DataBackupUri file:///b/data -ArchiveLogUri file:///b/clog -Confirm:$false").Error("BackupConfigFailed");

        Assert.Contains(operatorName, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Promise", "13")]
    public async Task Promise_13_after_Ctrl_C_the_user_sees_the_DAG_and_the_command_to_start_the_archive_again()
    {
        AddShop(TenantBackup.Below("file:///b"));
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cluster.Faults.Add(new Fault
        {
            Kind = FaultKind.Custom,
            Method = "GET",
            PathPrefix = "/api/v1/task/dag/11",
            Custom = async context =>
            {
                looked.TrySetResult();
                await Task.Delay(-1, context.RequestAborted);
                return true;
            },
        });

        using RunningScript running = Session.Begin("Set-ObTenantBackup shop -ArchiveLogUri file:///new/clog -Confirm:$false");
        await looked.Task.WaitAsync(TimeSpan.FromSeconds(60));
        running.Stop();
        await running.EndAsync();

        Assert.Contains("Wait-ObDag 11", Host.Screen, StringComparison.Ordinal);
        Assert.Contains("Set-ObTenantBackup shop -Archive On", Host.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_without_anything_to_set_is_an_error()
    {
        AddShop(null);

        Run("Set-ObTenantBackup shop").Error("NothingToSet");
    }

    [Theory]
    [InlineData("On", "NoDestination", "-ArchiveLogUri")]
    [InlineData("Suspended", "NoDestination", "-ArchiveLogUri")]
    [InlineData("On -DataBackupUri file:///b/data", "NoDestination", "-ArchiveLogUri")]
    [InlineData("On -DataBackupUri file:///b/data -ArchiveLogUri file:///b/clog", "ArchiveNeverStarted", "Leave -Archive out")]
    public void A_switch_of_an_archive_that_has_no_destination_is_refused_before_anything_is_sent(string archive, string error, string advice)
    {
        AddShop(null);

        foreach (string mode in new[] { "-Confirm:$false", "-WhatIf" })
        {
            Assert.Contains(advice, Run($"Set-ObTenantBackup shop -Archive {archive} {mode}").Error(error).ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Cluster.Requests.All, r => r.Method is "PATCH" or "POST");
    }

    [Theory]
    [InlineData("STOP", "")]
    [InlineData("INTERRUPTED", "")]
    [InlineData("DOING", "-ArchiveLogUri file:///new/clog")]
    public void An_archive_that_is_stopped_cannot_be_suspended(string archive, string place)
    {
        AddShop(TenantBackup.Below("file:///b") with { Archive = archive });

        Run($"Set-ObTenantBackup shop {place} -Archive Suspended -Confirm:$false").Error("ArchiveNotRunning");

        Assert.DoesNotContain(Cluster.Requests.All, r => r.Method is "PATCH" or "POST");
    }

    [Theory]
    [InlineData("DOING", "-Archive On")]
    [InlineData("SUSPEND", "-Archive Suspended")]
    [InlineData("", "-Archive Off")]
    [InlineData("DOING", "-DataBackupUri file:///b/data/")]
    [InlineData("DOING", "-DataBackupUri file:///b/data -ArchiveLogUri file:///b/clog -Archive On")]
    public void Without_a_difference_to_the_present_settings_the_cmdlet_does_not_ask_and_sends_nothing(string archive, string settings)
    {
        AddShop(TenantBackup.Below("file:///b") with { Archive = archive });

        SessionResult result = Run($"Set-ObTenantBackup shop {settings}");

        result.ThrowIfFailed();
        Assert.Contains("nothing was changed", Assert.Single(result.Warnings).ToString(), StringComparison.Ordinal);
        Assert.Equal("shop", (string)((dynamic)result.Single()).TenantName);
        Assert.DoesNotContain(Cluster.Requests.All, r => r.Method is "PATCH" or "POST");
    }

    [Fact]
    public void A_stopped_archive_is_stopped_again_without_a_question()
    {
        AddShop(TenantBackup.Below("file:///b") with { Archive = "STOP" });
        LetTimePass(5);

        Assert.Equal("NotArchiving", Read("Set-ObTenantBackup shop -Archive Off").Archive.ToString());

        Assert.Single(Cluster.Requests.All, r => r.Method == "PATCH");
    }

    [Fact]
    public void The_present_data_destination_is_not_sent_again_and_the_running_backup_continues()
    {
        AddShop(TenantBackup.Below("file:///b"));
        Cluster.TenantBackups.SetBehaviour("shop", new BackupBehaviour { Duration = TimeSpan.FromMinutes(20) });
        Cluster.TenantBackups.Start("shop");
        Room.Advance(30);

        Run("Set-ObTenantBackup shop -DataBackupUri file:///b/data -Archive Off -WhatIf").ThrowIfFailed();

        Assert.DoesNotContain("CANCELLED", Host.Screen, StringComparison.Ordinal);
        Assert.Contains("THE LOG ARCHIVE STOPS", Host.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-DataBackupUri /b/data", "Begin the URI with the kind of storage")]
    [InlineData("-DataBackupUri FILE:///b/data", "Begin the URI with file://")]
    [InlineData("-DataBackupUri file://b", "Write file:// and the path from the root")]
    [InlineData("-DataBackupUri 'oss://b/k?host=h'", "Add access_id and access_key")]
    [InlineData("-DataBackupUri 'azblob://c/k?host=h&access_id=i&access_key=k'", "Choose a location at file://")]
    [InlineData("-DataBackupUri nfs:///b/data", "Choose a location at file://")]
    [InlineData("-DataBackupUri 'file:///b/da,ta'", "Letters, digits")]
    [InlineData("-DataBackupUri file:///b/x -ArchiveLogUri file:///b/x", "Give two separate folders")]
    [InlineData("-DataBackupUri 's3://b/k?host=h&access_id=i&access_key=k&addressing_model=path_style'", "Remove these parameters")]
    public void The_advice_for_a_URI_fits_its_fault(string places, string advice)
    {
        AddShop(null);

        Assert.StartsWith(advice, Run($"Set-ObTenantBackup shop {places} -Confirm:$false").AllErrors.Single().ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }
}
