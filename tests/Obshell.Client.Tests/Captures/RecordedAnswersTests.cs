using System;
using System.Linq;
using Obshell.Client.Dags;
using Obshell.Client.Json;
using Xunit;

namespace Obshell.Client.Tests.Captures;

/// <summary>Every recorded answer of a real agent is read as data or as the agent's own error.</summary>
[Trait("Topic", "Captures")]
public sealed class RecordedAnswersTests
{
    public static TheoryData<string> Names => [.. Capture.All];

    [Fact]
    public void There_are_375_recordings() => Assert.Equal(375, Capture.All.Count());

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_recorded_answer_is_read_as_data_or_as_the_agents_own_error(string name)
    {
        var capture = Capture.Load(name);
        if (capture.Status < 400)
        {
            Answer answer = capture.Open();
            Assert.Equal(capture.Status, answer.HttpStatus);
            Assert.Equal(capture.Status == 204 ? null : 2026, answer.Timestamp?.Year);
            return;
        }

        var error = Assert.Throws<ObshellApiException>(capture.Open);
        Assert.Equal(capture.Status, error.HttpStatus);
        Assert.NotEmpty(error.ErrorCode);
        Assert.NotEmpty(error.ServerMessage);
        Assert.Equal(error.ErrorCode, error.ErrorId);
    }

    [Fact]
    public void The_answer_to_the_POST_that_starts_a_restore_has_no_times_and_no_nodes()
    {
        AgentDag dag = Capture.Load("cluster/restore.json").Dag();

        Assert.Equal(("11", 1L, "Restore backup_t1", 1, 5), (dag.Id, dag.DagId, dag.Name, dag.Stage, dag.MaxStage));
        Assert.Equal(("READY", "RUN", "t1", 3), (dag.State, dag.Operator, dag.TenantName, dag.MaintenanceType));
        Assert.Null(dag.StartTime);
        Assert.Null(dag.EndTime);
        Assert.Null(dag.AdditionalData);
        Assert.Empty(dag.Nodes);
        Assert.Equal("Pre restore check", dag.StageName);
        Assert.False(dag.IsFinished);
    }

    [Fact]
    public void The_end_time_of_a_DAG_is_null_until_the_DAG_has_finished()
    {
        Assert.Null(Capture.Load("cluster/restore-dag-2.json").Dag().EndTime);

        AgentDag done = Capture.Load("cluster-password/restore-dag-final.json").Dag();
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 12, 37, 29, TimeSpan.Zero).AddTicks(9838300), done.EndTime);
        Assert.Equal(13.1, done.Elapsed!.Value.TotalSeconds, 1);
        Assert.Equal(0L, done.AdditionalData!["restore_job_id"]);
        Assert.Equal(5, done.Nodes.Length);
        Assert.Equal("127.0.0.1:2886", done.Nodes[0].SubTasks[0].ExecuteAgent!.ToString());
    }

    [Fact]
    public void Null_contents_and_null_task_logs_are_read_as_empty_lists()
    {
        Assert.Empty(AnswerData.ReadContents(Capture.Load("cluster-password/unf.json").Open(), DagJson.Default.ContentsAgentDag));
        Assert.Empty(Capture.Load("cluster/restore-dag-1.json").Dag().Nodes[4].SubTasks[0].TaskLogs);
    }

    [Fact]
    public void The_overview_has_the_state_and_the_progress_of_the_restore_job()
    {
        RestoreOverview running = Capture.Load("cluster/restore-overview-running.json").Overview();
        Assert.True(running.IsRunning);
        Assert.False(running.IsSuccess);
        Assert.Equal("10.00%", running.RestoreProgress);

        RestoreOverview done = Capture.Load("cluster/restore-overview-done.json").Overview();
        Assert.True(done.IsSuccess);
        Assert.Equal("(CANCELED)", Capture.Load("cluster/tasks-cancelled.json").Jobs().Single().Comment);
    }
}
