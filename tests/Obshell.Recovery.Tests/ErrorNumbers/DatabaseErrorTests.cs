using System;
using System.IO;
using System.Linq;
using Obshell.Client;
using Obshell.Client.Restores;
using Obshell.Recovery.Drills.Running;
using Obshell.Recovery.ErrorNumbers;
using Obshell.Recovery.Reports.Reading;
using ObshellPS.Tests;
using ObshellPS.Tests.Languages;
using Xunit;

namespace Obshell.Recovery.Tests.ErrorNumbers;

/// <summary>OceanBase's error numbers are found in texts of agents and OceanBase. Each number has the same advice everywhere.</summary>
[Trait("Promise", "4")]
[Trait("Topic", "ErrorNumbers")]
public sealed class DatabaseErrorTests
{
    /// <summary>Error numbers that are typical for restores, and the numbers around 9040 with a meaning in OceanBase's list.</summary>
    public static TheoryData<int> KnownFor => [4009, 4012, 4016, 4018, 4103, 4672, 5156, .. Enumerable.Range(9026, 25)];

    [Theory]
    [MemberData(nameof(KnownFor))]
    public void Every_typical_error_number_of_restores_is_in_the_table(int number) =>
        Assert.StartsWith($"OceanBase's error {number}, ", DatabaseErrors.AdviceFor($"Error {number} (HY000): x"), StringComparison.Ordinal);

    [Theory]
    [InlineData("ERROR: [MySQL.Error]: MySQL error: restore tenant: Error 9040 (HY000): No enough log for restore", 9040)]
    [InlineData("ERROR 4018 (HY000) at line 1: No enough log for restore", 4018)]
    [InlineData("Error 5156: tenant already exist", 5156)]
    [InlineData("physical restore failed, ret=-9040", 9040)]
    [InlineData("(ret:-9040)", 9040)]
    [InlineData("ls_id: 1001, addr: 10.0.0.1:2882, module: RESTORE_DATA, result: -4009, trace_id: Y1", 4009)]
    [InlineData("OB_REPLICA_NUM_NOT_ENOUGH(-4672)", 4672)]
    [InlineData("[errcode=-4103] macro block", 4103)]

    // If a text has several numbers, the first known number counts.
    [InlineData("ret=-1, result: -9011, ret=-4016", 9011)]
    public void A_number_is_found_at_any_position(string text, int number) =>
        Assert.StartsWith($"OceanBase's error {number}, ", DatabaseErrors.AdviceFor(null, "", text), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("(CANCELED)")]
    [InlineData("Error 1146 (42S02): Table 'x' doesn't exist")]
    [InlineData("4016 rows, 9040 bytes, result: 4009, Error 40160 (HY000)")]
    [InlineData("ret=-90401")]
    public void A_text_without_a_known_error_number_gets_no_advice(string text) => Assert.Equal("", DatabaseErrors.AdviceFor(text));

    [Fact]
    public void No_error_number_occurs_twice_and_each_row_has_a_text()
    {
        int[] numbers = [.. DatabaseErrors.All.SelectMany(e => e.Numbers)];

        Assert.Equal(numbers.Distinct(), numbers);
        Assert.All(DatabaseErrors.All, e => Assert.True(e is { Numbers.Count: > 0, Meaning.Length: > 0 } && e.Advice.EndsWith('.') && e.Numbers.SequenceEqual(e.Numbers.Order()), e.Meaning));
    }

    [Theory]
    [InlineData("en-US", "when-a-restore-goes-wrong.md", "| Number |")]
    [InlineData("zh-CN", "when-a-restore-goes-wrong.zh-CN.md", "| 错误码 |")]
    public void The_page_shows_the_table_of_error_numbers(string language, string page, string header)
    {
        using var words = new Wording(language);
        Assert.Equal(
            DatabaseErrors.All.Select(e => $"| {string.Join(", ", e.Numbers)} | {e.Meaning} | {e.Advice} |"),
            File.ReadAllLines(Path.Combine(Repository.Root, "docs", page)).SkipWhile(l => !l.StartsWith(header, StringComparison.Ordinal)).Skip(2).TakeWhile(l => l.StartsWith('|')));
    }

    [Fact]
    public void A_wait_a_drill_and_a_report_have_the_same_advice_for_an_error_number()
    {
        string known = DatabaseErrors.AdviceFor("ret=-4009");
        DagDetail dag = Failed(4, Job("result: -4009"), "ERROR: [MySQL.Error]: MySQL error: Error 5157 (HY000): Unknown tenant 'rt2'");

        Assert.Equal(DagVerdict.RestoreJobFailed, dag.Verdict);
        Assert.EndsWith(known, dag.Row.Advice(dag), StringComparison.Ordinal);
        Assert.EndsWith(known, DrillReason.OfEnd(dag)!.Advice, StringComparison.Ordinal);
        Assert.EndsWith(known, DagReading.Of(dag).Advice.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(known, RestoreReading.Of(dag.Restore!).Advice.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The overview has the newest job of a tenant, which can be from an earlier restore.</summary>
    [Fact]
    public void The_comment_of_another_restores_job_is_not_used_for_the_advice()
    {
        DagDetail dag = Failed(2, Job("result: -4009", "rt2_zone1_9"), "ERROR: [MySQL.Error]: MySQL error: restore tenant: Error 4018 (HY000): No enough log for restore");

        Assert.Equal(DagVerdict.DagFailed, dag.Verdict);
        Assert.EndsWith(DatabaseErrors.AdviceFor("ret=-4018"), dag.Row.Advice(dag), StringComparison.Ordinal);
    }

    /// <summary>The log of a cancelled DAG can contain an error number of an earlier try.</summary>
    [Fact]
    public void A_cancelled_DAG_gets_no_advice_for_an_error_number()
    {
        var dag = new DagDetail { Id = "11", Name = "Restore backup_rt2", State = "FAILED", Operator = "CANCEL", Stage = 3, MaxStage = 5, Nodes = Nodes("ERROR: Error 4012 (HY000): Timeout"), Verdict = DagVerdict.DagCancelled };

        Assert.DoesNotContain("4012", dag.Row.Advice(dag), StringComparison.Ordinal);
    }

    private static DagDetail Failed(int stage, RestoreOverview job, string error) => DagDetail.Judge(
        new AgentDag { Id = "11", Name = "Restore backup_rt2", State = "FAILED", Operator = "RUN", Stage = stage, MaxStage = 5, Nodes = Nodes(error) },
        new JobEvidence(JobKnowledge.Found, job));

    private static NodeDetail[] Nodes(string error) =>
        [new NodeDetail { Name = "Pre restore check" }, new NodeDetail { Name = "Start restore", SubTasks = [new SubTaskDetail { TaskLogs = ["Create resource pool: {rt2_zone1_1 zone1 s1 1}", error] }] }];

    private static RestoreOverview Job(string comment, string pool = "rt2_zone1_1") =>
        new() { JobId = 5, RestoreTenantName = "rt2", Status = "FAIL", FinishTimestamp = "2026-01-01 00:00:00", Comment = comment, RestoreOption = "pool_list=" + pool };
}
