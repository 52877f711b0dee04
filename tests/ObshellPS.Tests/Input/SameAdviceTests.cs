using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Input;

/// <summary>
/// The same input error has the same advice in every command. In an old version, a start had one general text for all errors.
/// </summary>
[Trait("Topic", "Starting")]
public sealed class SameAdviceTests : CmdletTest
{
    [Theory]
    [InlineData("-RestoreTenantName 'rt 2'", "InvalidTenantName")]
    [InlineData("-RestoreTenantName sys", "ReservedTenantName")]
    [InlineData("-DataBackupUri 'file:///d x'", "InvalidStorageUri")]
    [InlineData("-Timestamp yesterday", "InvalidTimestamp")]
    [InlineData("-Scn 12", "InvalidScn")]
    [InlineData("-Scn one", "InvalidNumber")]
    [InlineData("-Scn 1728727696264250400 -Timestamp 2026-01-01T00:00:00Z", "TimestampAndScn")]
    [InlineData("-PrimaryZone zone9", "InvalidPrimaryZone")]
    [InlineData("-HaHighThreadScore 101", "InvalidHaHighThreadScore")]
    [InlineData("-Concurrency 0", "InvalidConcurrency")]
    [InlineData("-Decryption \"a'b\"", "InvalidDecryption")]
    [InlineData("-KmsEncryptInfo '\"'", "InvalidKmsEncryptInfo")]
    [InlineData("-ZoneList zone1", "InvalidZone")]
    [InlineData("-ZoneList 'zone1:s1:0'", "UnitNumInvalid")]
    [InlineData("-ZoneList 'zone 1:s1:1'", "InvalidZoneName")]
    [InlineData("-ZoneList 'zone1:s`1:1'", "InvalidUnitConfigName")]
    [InlineData("-ZoneList 'zone1:s1:1;zone1:s1:1'", "ZoneRepeated")]
    [InlineData("-ZoneList 'zone1:s1:1;zone2:s1:2'", "UnitNumInconsistent")]
    [InlineData("-ZoneList 'zone1:s1:1:READONLY'", "NoFullReplica")]
    public void Start_and_Test_give_the_same_advice_for_an_invalid_value(string arguments, string id)
    {
        string parameter = arguments.Split(' ')[0].TrimStart('-');
        Run($"$bad = $good.Clone(); $bad.Remove('{parameter}')").ThrowIfFailed();
        dynamic report = Run("Test-ObTenantRestore @bad " + arguments).Single();
        dynamic finding = ((IEnumerable<object>)report.Findings).Single(f => (string)((dynamic)f).Name == id);

        ErrorRecord error = Run("Start-ObTenantRestore @bad " + arguments).Error(id);

        Assert.Equal((string)finding.Advice, error.ErrorDetails.RecommendedAction);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Empty(Room.Changes);
    }

    [Theory]
    [InlineData("ArchiveLogUri", "-Timestamp 2026-01-01T00:00:00Z", "ArchiveLogUriRequired")]
    [InlineData("DataBackupUri", "", "MissingParameter")]
    [InlineData("ZoneList", "", "MissingParameter")]
    public void Start_and_Test_give_the_same_advice_for_a_missing_value(string left, string arguments, string id)
    {
        Run($"$bad = $good.Clone(); $bad.Remove('{left}')").ThrowIfFailed();
        dynamic report = Run("Test-ObTenantRestore @bad " + arguments).Single();
        dynamic finding = ((IEnumerable<object>)report.Findings).Single(f => (string)((dynamic)f).Name == id);

        Assert.Equal((string)finding.Advice, Run("Start-ObTenantRestore @bad " + arguments).Error(id).ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("-HaHighThreadScore 101", "InvalidHaHighThreadScore")]
    [InlineData("-ZoneList 'zone1:s1:1;zone1:s1:1'", "ZoneRepeated")]
    public void A_drill_gives_the_same_advice_as_a_start(string arguments, string id)
    {
        string parameter = arguments.Split(' ')[0].TrimStart('-');
        Run($"$bad = $good.Clone(); $bad.Remove('{parameter}')").ThrowIfFailed();
        string start = Run("Start-ObTenantRestore @bad " + arguments).Error(id).ErrorDetails.RecommendedAction;

        ErrorRecord error = Run("$bad.Remove('RestoreTenantName'); Invoke-ObRestoreDrill @bad -Confirm:$false " + arguments).Error(id);

        Assert.Equal(start, error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void Several_errors_have_one_line_of_advice_for_each_parameter()
    {
        ErrorRecord error = Run("Start-ObTenantRestore @good -Concurrency 0 -HaHighThreadScore 101").Error("InvalidRequest");

        Assert.Equal(
            ["-Concurrency: Give a number from 1 to 100, or leave it out.", "-HaHighThreadScore: Leave it out to use the documented default, 10."],
            error.ErrorDetails.RecommendedAction.Split('\n').Select(l => l.Trim()));
    }

    [Fact]
    public void The_advice_about_an_unknown_error_names_the_agent_and_the_trace()
    {
        Cluster.Faults.Add(new Fault
        {
            Kind = FaultKind.Custom,
            PathPrefix = "/api/v1/tenants/overview",
            Times = int.MaxValue,
            Custom = async context =>
            {
                context.Response.StatusCode = 500;
                context.Response.ContentType = "application/json";
                await context.Response.Body.WriteAsync("""{"successful":false,"timestamp":"2026-11-21T12:00:00Z","duration":0,"status":500,"traceId":"abc4711","error":{"code":1000,"errCode":"Common.Unexpected","message":"no reason"}}"""u8.ToArray());
                return true;
            },
        });

        Assert.Equal(
            $"In the log of the agent on {Cluster.Agents[0].Uri.Authority}, look for trace abc4711.",
            Run("Get-ObTenant").Error("Common.Unexpected").ErrorDetails.RecommendedAction);
    }

    /// <summary>These commands send nothing to an agent, so the advice does not mention agents.</summary>
    [Theory]
    [InlineData("Get-ObRestoreDrill nosuch.jsonl", "HistoryNotFound")]
    [InlineData("Import-ObRecoveryPlan nosuch.json", "RecoveryPlanNotFound")]
    public void The_advice_about_a_file_is_about_the_file(string script, string id) =>
        Assert.StartsWith("Correct the file or its path", Run(script).Error(id).ErrorDetails.RecommendedAction, StringComparison.Ordinal);

    /// <summary>The same error id has another meaning in a command that is not about a restore.</summary>
    [Fact]
    public void An_invalid_name_in_another_command_gets_no_advice_about_restores() =>
        Assert.StartsWith("Correct the input", Run("Remove-ObTenant '' -Confirm:$false").AllErrors.Concat(Run("Remove-ObTenant 'a/b' -Confirm:$false").AllErrors).Last().ErrorDetails.RecommendedAction, StringComparison.Ordinal);
}
