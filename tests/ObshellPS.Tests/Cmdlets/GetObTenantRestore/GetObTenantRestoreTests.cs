using System;
using System.Globalization;
using System.Management.Automation;
using Microsoft.AspNetCore.Http;
using Obshell.Simulator;
using ObshellPS.Tests.Calendar;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.GetObTenantRestore;

/// <summary>The state of restores.</summary>
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Restores")]
public sealed class GetObTenantRestoreTests : CmdletTest
{
    [Fact]
    public void Trap_31_before_the_tenant_row_exists_the_status_is_NOT_YET_and_not_an_error()
    {
        Room.Start("rt2", new RestoreBehaviour { CreateTenantDuration = TimeSpan.FromMinutes(5), Duration = TimeSpan.FromMinutes(10) });

        dynamic restore = Run("Get-ObTenantRestore rt2").Single();

        Assert.Equal("NOT YET", restore.Status);
        Assert.True(restore.IsRunning);
        Assert.Equal("11", restore.Dag.Id);
        Assert.Null(restore.Job);
        Assert.Equal("NOT YET", ((dynamic)Run("Get-ObTenantRestore").Single()).Status);
    }

    [Fact]
    public void A_running_restore_shows_stage_status_and_percent()
    {
        Room.Start("rt2", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(100) });
        Room.Advance(53);

        dynamic restore = Run("Get-ObTenantRestore rt2").Single();

        Assert.Equal("WAIT_TENANT_RESTORE_FINISH", restore.Status);
        Assert.InRange((double)restore.Percent, 30, 70);
        Assert.Equal(3, restore.Dag.Stage);
    }

    [Fact]
    public void A_failed_job_without_a_tenant_is_still_found_with_its_comment()
    {
        Room.Start("rt2", new RestoreBehaviour { JobFails = true });
        Room.Advance(60);

        dynamic restore = Run("Get-ObTenantRestore rt2").Single();

        Assert.Equal("FAIL", restore.Status);
        Assert.Contains("ret=-9040", restore.Comment, StringComparison.Ordinal);
        Assert.NotNull(restore.Elapsed);
    }

    [Fact]
    public void A_job_that_SQL_started_is_not_shown_with_the_DAG_of_an_earlier_restore()
    {
        Room.Start("rt2");
        Room.Advance(60);
        Cluster.RemoveTenant("rt2");
        Room.Advance(3600);
        string later = Cluster.Clock.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
        AnswerJobs(200, "{\"successful\":true,\"status\":200,\"timestamp\":\"AT\",\"data\":{\"contents\":[{\"job_id\":99,\"restore_tenant_name\":\"rt2\",\"status\":\"RESTORING\",\"start_timestamp\":\"AT\"}]}}".Replace("AT", later, StringComparison.Ordinal));

        dynamic restore = Run("Get-ObTenantRestore rt2").Single();

        Assert.Null(restore.Dag);
        Assert.Equal(("RESTORING", true), ((string)restore.Status, (bool)restore.IsRunning));
    }

    [Fact]
    public void An_agent_that_has_no_list_of_jobs_shows_the_DAG_alone()
    {
        Room.Start("rt2", new RestoreBehaviour { JobFails = true });
        Room.Advance(60);
        AnswerJobs(404, "{\"successful\":false,\"status\":404,\"error\":{\"errCode\":\"Common.NotFound\",\"message\":\"404 not found\"}}");

        dynamic restore = Run("Get-ObTenantRestore rt2").Single();

        Assert.Null(restore.Job);
        Assert.Equal("NONE", restore.Status);
        Run("Get-ObTenantRestore absent").Error("NoRestore");
    }

    [Fact]
    public void A_tenant_without_any_restore_is_one_error()
    {
        ErrorRecord error = Run("Get-ObTenantRestore absent").Error("NoRestore");

        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData(" -Status success", 1)]
    [InlineData(" -Status FAIL", 1)]
    [InlineData(" -Status failed", 1)]
    [InlineData(" -Status Succeeded", 1)]
    [InlineData(" -Status SUCCEED", 1)]
    [InlineData(" -Status RUNNING", 1)]
    [InlineData(" -Status RUNNING, FAIL", 2)]
    public void The_list_can_be_filtered_by_status(string filter, int count)
    {
        Room.Start("good");
        Room.Start("bad", new RestoreBehaviour { JobFails = true });
        Room.Start("slow", new RestoreBehaviour { Duration = TimeSpan.FromHours(1) });
        Room.Advance(60);

        Assert.Equal(count, Run("Get-ObTenantRestore" + filter).ThrowIfFailed().Output.Count);
    }

    [Fact]
    public void An_unknown_status_is_a_warning_with_the_known_statuses()
    {
        Room.Start("good");
        Room.Advance(60);

        SessionResult result = Run("Get-ObTenantRestore -Status foo").ThrowIfFailed();

        Assert.Empty(result.Output);
        string warning = Assert.Single(result.Warnings);
        Assert.Contains("FOO", warning, StringComparison.Ordinal);
        Assert.Contains("SUCCESS, FAIL, RUNNING, CREATE_TENANT, WAIT_TENANT_RESTORE_FINISH", warning, StringComparison.Ordinal);
        Assert.Empty(Run("Get-ObTenantRestore -Status WAIT_TENANT_RESTORE_FINISH").ThrowIfFailed().Warnings);
    }

    [Theory]
    [InlineData("-After 2026-11-30T10:17:00")]
    [InlineData("-Before '11/12/2026'")]
    [InlineData("-After 2026-11-30")]
    [InlineData("-After ([datetime]::new(2026, 11, 30))")]
    [Trait("Promise", "1")]
    public void A_time_without_an_offset_is_refused(string filter)
    {
        Assert.Contains("ParameterArgumentTransformationError", Run("Get-ObTenantRestore " + filter).AllErrors[0].FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Requests);
    }

    [Fact]
    public void After_that_is_later_than_Before_is_an_error()
    {
        Run("Get-ObTenantRestore -After 2026-11-30T10:17:00Z -Before 2026-11-30T18:16:00+08:00").Error("ConflictingValue");
        Assert.Empty(Requests);
        Run("Get-ObTenantRestore -After 2026-11-30T10:17:00Z -Before ([datetime]::UtcNow.AddYears(9))").ThrowIfFailed();
    }

    [Fact]
    public void Trap_30_the_times_After_and_Before_are_sent_to_the_agent_to_keep_its_answer_small()
    {
        Room.Start("old");
        Room.Advance(7200);
        Room.Start("new");
        Room.Advance(60);
        Session.SetVariable("border", Cluster.Clock.UtcNow.AddHours(-1));
        Cluster.Requests.Clear();

        Assert.Equal("new", ((dynamic)Run("Get-ObTenantRestore -After $border").Single()).TenantName);
        Assert.Equal("old", ((dynamic)Run("Get-ObTenantRestore -Before $border").Single()).TenantName);
        Assert.Contains(Requests, r => r.PathAndQuery.Contains("start_time=20", StringComparison.Ordinal));
        Assert.Contains(Requests, r => r.PathAndQuery.Contains("end_time=20", StringComparison.Ordinal));
        Assert.Empty(Room.Changes);
    }

    [Fact]
    public void A_DAG_from_the_pipeline_returns_the_restore_of_its_tenant()
    {
        Session.SetVariable("dag", Room.Start());
        Room.Advance(60);

        Assert.Equal("SUCCESS", ((dynamic)Run("$dag | Get-ObTenantRestore").Single()).Status);
        Run("$dag | Get-ObTenantRestore | Get-ObTenantRestore").Single();
    }

    [Theory]
    [InlineData("Get-ObTenant rt2")]
    [InlineData("Get-ObTenantBackup rt2")]
    public void A_tenant_or_a_backup_of_a_tenant_returns_the_restore_of_this_tenant(string source)
    {
        Room.Start();
        Room.Advance(60);

        Assert.Equal("SUCCESS", ((dynamic)Run(source + " | Get-ObTenantRestore").Single()).Status);
        Run(source + " | Remove-ObTenantRestore -WhatIf").Error("RestoreNotFailed");
    }

    [Theory]
    [InlineData("Stop-ObTenantRestore ''", "EmptyParameter")]
    [InlineData("Remove-ObTenantRestore ' '", "EmptyParameter")]
    [InlineData("Get-ObTenantRestore rt*", "InvalidTenantName")]
    [InlineData("Stop-ObTenantRestore rt*", "InvalidTenantName")]
    public void Blank_text_and_wildcards_are_not_the_name_of_a_tenant(string script, string id)
    {
        Run(script).Error(id);
        Assert.Empty(Requests);
    }

    private void AnswerJobs(int status, string body) => Cluster.Faults.Add(new Fault
    {
        Kind = FaultKind.Custom,
        PathPrefix = "/api/v1/restore/tasks",
        Times = int.MaxValue,
        Custom = async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(body);
            return true;
        },
    });
}
