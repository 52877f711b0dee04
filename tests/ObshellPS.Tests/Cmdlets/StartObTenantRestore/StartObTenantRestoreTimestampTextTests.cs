using System;
using System.Management.Automation;
using ObshellPS.Tests.Calendar;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.StartObTenantRestore;

/// <summary>
/// Promise 1: a text that could mean two instants is refused. PowerShell's own conversion would accept most of these texts silently.
/// </summary>
[Trait("Promise", "1")]
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Starting")]
public sealed class StartObTenantRestoreTimestampTextTests : IClassFixture<ConnectedSession>
{
    private readonly ConnectedSession room;

    public StartObTenantRestoreTimestampTextTests(ConnectedSession room)
    {
        this.room = room;
        room.Cluster.Requests.Clear();
    }

    [Theory]
    [InlineData("2026-11-21T12:00:00")]
    [InlineData("2026-11-21 12:00:00")]
    [InlineData("2026-11-21")]
    [InlineData("2026-11-21+08:00")]
    [InlineData("12:00")]
    [InlineData("12:00:00Z")]
    [InlineData("11/12/2026 10:00 +02:00")]
    [InlineData("12.11.2026 10:00:00 +02:00")]
    [InlineData("21-11-2026T12:00:00Z")]
    [InlineData("11-21-2026T12:00:00Z")]
    [InlineData("26-11-21T12:00:00Z")]
    [InlineData("20261121T120000Z")]
    [InlineData("2026-W47-6T12:00:00Z")]
    [InlineData("2026-325T12:00:00Z")]
    [InlineData("2026/11/21T12:00:00Z")]
    [InlineData("2026-1-2T12:00:00Z")]
    [InlineData("2026-11-21T1:00:00Z")]
    [InlineData("2026-11-21T12Z")]
    [InlineData("2026-11-21T12:00:00+0800")]
    [InlineData("2026-11-21T12:00:00+08")]
    [InlineData("2026-11-21T12:00:00 +08:00")]
    [InlineData("2026-11-21T12:00:00 08:00")]
    [InlineData("2006-01-02T15:04:05.000Z08:00")]
    [InlineData("2026-11-21T12:00:00CST")]
    [InlineData("2026-11-21T12:00:00GMT+8")]
    [InlineData("Sat, 21 Nov 2026 12:00:00 GMT")]
    [InlineData("2026-11-21T12:00:00+15:00")]
    [InlineData("2026-11-21T12:00:00+08:60")]
    [InlineData("2026-02-30T12:00:00Z")]
    [InlineData("2025-02-29T12:00:00Z")]
    [InlineData("2026-13-01T12:00:00Z")]
    [InlineData("2026-00-10T12:00:00Z")]
    [InlineData("2026-11-21T24:00:00Z")]
    [InlineData("2026-11-21T12:60:00Z")]
    [InlineData("2026-12-31T23:59:60Z")]
    [InlineData("2026-11-21T12:00:00.Z")]
    [InlineData("2026-11-21T12:00:00.1234567890Z")]
    [InlineData("2026-11-21T12:00:00,5Z")]
    [InlineData("1969-12-31T23:59:59Z")]
    [InlineData("2300-01-01T00:00:00Z")]
    [InlineData("99999-01-01T00:00:00Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("２０２６-11-21T12:00:00Z")]
    [InlineData("2026‐11‐21T12:00:00Z")]
    [InlineData("now")]
    [InlineData("yesterday 12:00")]
    [InlineData("1795233600000000000")]
    public void Promise_1_an_ambiguous_time_text_is_refused_before_any_request(string text)
    {
        SessionResult result = room.Run("Start-ObTenantRestore @good -Timestamp $args[0]", text);

        ErrorRecord error = result.Error("InvalidTimestamp");
        Assert.Contains("-Timestamp:", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(room.Requests);
    }

    [Fact]
    public void Promise_1_the_error_for_a_missing_offset_shows_a_valid_text()
    {
        SessionResult result = room.Run("Start-ObTenantRestore @good -Timestamp 2026-11-21T12:00:00");

        Assert.Contains("2026-11-21T12:00:00+08:00", result.Error("InvalidTimestamp").ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1795233600000000000L)]
    [InlineData(20261121)]
    [InlineData(true)]
    public void Promise_1_a_number_as_Timestamp_is_refused(object value)
    {
        SessionResult result = room.Run("Start-ObTenantRestore @good -Timestamp $args[0]", value);

        result.Error("InvalidTimestamp");
        Assert.Empty(room.Requests);
    }

    [Fact]
    public void Promise_1_a_JSON_time_without_offset_is_refused_although_PowerShell_converts_it_to_DateTime()
    {
        PSObject row = room.Session.FromJson("""{"restore_tenant_name":"rt2","data_backup_uri":"file:///d","archive_log_uri":"file:///l","zone_list":[{"name":"zone1","unit_config_name":"s1","unit_num":1}],"time_stamp":"2026-11-21T12:00:00"}""");

        SessionResult result = room.Session.InvokeWithInput("$input | Start-ObTenantRestore", [row]);

        result.Error("InvalidTimestamp");
        Assert.Empty(room.Requests);
    }
}
