using System;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using Obshell.Client;
using Obshell.Client.Dags;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Restores;
using Obshell.Client.Secrets;
using Obshell.Client.Tests.Captures;
using Obshell.Recovery.Verdicts;
using Xunit;

namespace Obshell.Recovery.Tests.Verdicts;

/// <summary>Promise 4 on what a real agent has answered, and on its variations.</summary>
[Trait("Promise", "4")]
[Trait("Topic", "Verdicts")]
public sealed class VerdictRulesTests
{
    private static readonly RestoreOverview DoneT1 = Capture.Load("cluster/restore-overview-done.json").Overview();
    private static readonly RestoreOverview RunningT1 = Capture.Load("cluster/restore-overview-running.json").Overview();

    [Fact]
    public void A_cancelled_and_undone_restore_is_SUCCEED_to_the_agent_and_rolled_back_to_us()
    {
        AgentDag dag = Capture.Load("cluster/restore-cancel-dag2.json").Dag();
        Assert.Equal(("SUCCEED", "ROLLBACK", 1), (dag.State, dag.Operator, dag.Stage));
        Assert.Equal(DagVerdict.DagRolledBack, VerdictRules.Judge(dag, JobEvidence.NotAsked));
        Assert.False(VerdictRules.NeedsJob(dag));
    }

    [Fact]
    public void A_restore_whose_job_failed_behind_stage_3_is_a_failed_job_not_a_failed_activation()
    {
        AgentDag dag = Capture.Load("cluster/restore-obfail-dag.json").Dag();
        Assert.Equal((4, "FAILED"), (dag.Stage, dag.State));

        // The recorded overview: 400 OB.Tenant.NotExist.
        Assert.Throws<ObshellApiException>(() => Capture.Load("cluster/restore-obfail-overview.json").Overview());
        Assert.Equal(DagVerdict.RestoreJobFailed, VerdictRules.Judge(dag, new JobEvidence(JobKnowledge.NoTenant)));
        Assert.Equal(DagVerdict.DagFailed, VerdictRules.Judge(dag, JobEvidence.Unreachable));
        Assert.True(VerdictRules.HingesOnJob(dag));
    }

    [Fact]
    public void A_refused_statement_is_a_failed_DAG_and_undone_it_is_rolled_back()
    {
        Assert.Equal(DagVerdict.DagFailed, VerdictRules.Judge(Capture.Load("cluster/restore-oberr-dag.json").Dag(), new JobEvidence(JobKnowledge.NoTenant)));
        Assert.Equal(DagVerdict.DagRolledBack, VerdictRules.Judge(Capture.Load("cluster/restore-oberr-dag-rolledback.json").Dag(), JobEvidence.NotAsked));
    }

    [Theory]
    [InlineData("cluster/restore-dag-retried.json")]
    public void A_restore_that_ran_to_its_end_is_restored_when_its_own_job_says_SUCCESS(string capture)
    {
        AgentDag dag = Capture.Load(capture).Dag();
        Assert.Equal(DagVerdict.Restored, VerdictRules.Judge(dag, Found(DoneT1)));
        Assert.Equal(DagVerdict.RestoreUnconfirmed, VerdictRules.Judge(dag, JobEvidence.Unreachable));
        Assert.Equal(DagVerdict.RestoreUnconfirmed, VerdictRules.Judge(dag, new JobEvidence(JobKnowledge.NoJob)));
        Assert.Equal(DagVerdict.RestoreUnconfirmed, VerdictRules.Judge(dag, Found(RunningT1)));
        Assert.Equal(DagVerdict.RestoreJobFailed, VerdictRules.Judge(dag, Found(Edit(DoneT1File(), job => job["status"] = "FAIL"))));
    }

    [Fact]
    public void The_job_of_another_DAG_confirms_nothing()
    {
        // The same tenant name in the other recording: other pools, another job.
        AgentDag dag = Capture.Load("cluster-password/restore-dag-final.json").Dag();
        Assert.Equal(DagVerdict.RestoreUnconfirmed, VerdictRules.Judge(dag, Found(DoneT1)));

        RestoreOverview own = Edit(DoneT1File(), job => job["restore_option"] = "pool_list=t1_zone1_1795351036266&locality=FULL@zone1&primary_zone=RANDOM");
        Assert.Equal(DagVerdict.Restored, VerdictRules.Judge(dag, Found(own)));
    }

    [Fact]
    public void Without_pools_to_compare_the_job_must_have_begun_while_the_start_step_ran()
    {
        AgentDag dag = Capture.Load("cluster/restore-dag-retried.json").Dag();
        RestoreOverview Begun(string at) => Edit(DoneT1File(), job =>
        {
            job["restore_option"] = "";
            job["start_timestamp"] = at;
        });
        Assert.True(JobMatch.Holds(dag, Begun("2026-11-22T12:31:36.50412Z")));
        Assert.False(JobMatch.Holds(dag, Begun("2026-11-22T12:21:36.50412Z")));
        Assert.False(JobMatch.Holds(dag, Begun("2026-11-22T12:41:36.50412Z")));
        Assert.False(JobMatch.Holds(dag, Begun("")));
    }

    [Fact]
    public void A_job_of_another_tenant_is_never_tied()
    {
        AgentDag dag = Capture.Load("cluster/restore-dag-retried.json").Dag();
        Assert.False(JobMatch.Holds(dag, Edit(DoneT1File(), job => job["restore_tenant_name"] = "t2")));
    }

    [Fact]
    public void A_failed_last_step_behind_a_good_job_is_a_failed_DAG()
    {
        AgentDag dag = Capture.Load("cluster/restore-dag-final.json").Dag();
        Assert.Equal((5, "FAILED"), (dag.Stage, dag.State));
        Assert.Equal(DagVerdict.DagFailed, VerdictRules.Judge(dag, Found(DoneT1)));
    }

    [Theory]
    [InlineData("RUNNING", DagVerdict.RestoreOutlivedAgentWait)]
    [InlineData("SUCCESS", DagVerdict.RestoreOutlivedAgentWait)]
    [InlineData("FAIL", DagVerdict.RestoreJobFailed)]
    [InlineData("NoTenant", DagVerdict.RestoreJobFailed)]
    [InlineData("Unreachable", DagVerdict.RestoreUnconfirmed)]
    [InlineData("NoJob", DagVerdict.RestoreUnconfirmed)]
    public void A_DAG_that_fails_in_stage_3_says_nothing_by_itself(string job, DagVerdict expected)
    {
        AgentDag dag = Changed("cluster/restore-dag-3.json", d =>
        {
            d["state"] = "FAILED";
            d["nodes"]![2]!["state"] = "FAILED";
        });
        JobEvidence evidence = job switch
        {
            "RUNNING" => Found(RunningT1),
            "SUCCESS" => Found(DoneT1),
            "FAIL" => Found(Edit(DoneT1File(), o => o["status"] = "FAIL")),
            "NoTenant" => new JobEvidence(JobKnowledge.NoTenant),
            "NoJob" => new JobEvidence(JobKnowledge.NoJob),
            _ => JobEvidence.Unreachable,
        };
        Assert.Equal(expected, VerdictRules.Judge(dag, evidence));
    }

    [Theory]
    [InlineData("ERROR: [OB.Cluster.AsyncOperationTimeout]: wait for tenant timeout", DagVerdict.RestoreCreateTimeout)]
    [InlineData("ERROR: [MySQL.Error]: MySQL error: Error 4000", DagVerdict.DagFailed)]
    [InlineData("OB.Cluster.AsyncOperationTimeout is only mentioned", DagVerdict.DagFailed)]
    public void The_600_seconds_of_stage_2_have_a_verdict_of_their_own(string line, DagVerdict expected)
    {
        AgentDag dag = Changed("cluster/restore-oberr-dag.json", d => d["nodes"]![1]!["sub_tasks"]![0]!["task_logs"]!.AsArray().Add(line));
        Assert.Equal(line.StartsWith("ERROR", StringComparison.Ordinal) ? expected : DagVerdict.DagFailed, VerdictRules.Judge(dag, JobEvidence.Unreachable));
    }

    [Fact]
    public void A_retried_stage_2_is_judged_by_its_last_error_not_by_an_earlier_one()
    {
        AgentDag dag = Changed("cluster/restore-oberr-dag.json", d =>
        {
            JsonArray logs = d["nodes"]![1]!["sub_tasks"]![0]!["task_logs"]!.AsArray();
            logs.Add("ERROR: [OB.Cluster.AsyncOperationTimeout]: first run");
            logs.Add("ERROR: [MySQL.Error]: MySQL error: second run");
        });
        Assert.Equal(DagVerdict.DagFailed, VerdictRules.Judge(dag, JobEvidence.Unreachable));
    }

    [Theory]
    [InlineData("SUCCEED", "PASS", DagVerdict.DagPassed)]
    [InlineData("SUCCEED", "ROLLBACK", DagVerdict.DagRolledBack)]
    [InlineData("SUCCEED", "SOMETHING_NEW", DagVerdict.RestoreUnconfirmed)]
    [InlineData("FAILED", "CANCEL", DagVerdict.DagCancelled)]
    [InlineData("FAILED", "ROLLBACK", DagVerdict.DagRollbackFailed)]
    [InlineData("RUNNING", "RUN", DagVerdict.None)]
    [InlineData("READY", "ROLLBACK", DagVerdict.None)]
    [InlineData("PAUSED", "RUN", DagVerdict.None)]
    [Trait("Row", "5.4 READY, RUNNING")]
    public void State_and_operator_are_read_together_and_unknown_words_are_never_success(string state, string op, DagVerdict expected)
    {
        AgentDag dag = Changed("cluster/restore-dag-retried.json", d =>
        {
            d["state"] = state;
            d["operator"] = op;
        });
        Assert.Equal(expected, VerdictRules.Judge(dag, Found(DoneT1)));
    }

    [Fact]
    public void One_passed_node_is_enough_to_doubt_the_whole()
    {
        AgentDag dag = Changed("cluster/restore-dag-retried.json", d => d["nodes"]![3]!["operator"] = "PASS");
        Assert.Equal(DagVerdict.DagPassed, VerdictRules.Judge(dag, Found(DoneT1)));
    }

    [Fact]
    public void A_DAG_that_is_no_restore_needs_no_job()
    {
        AgentDag dag = Capture.Load("cluster/init-dag.json").Dag();
        Assert.False(VerdictRules.NeedsJob(dag));
        Assert.Equal(DagVerdict.Succeeded, VerdictRules.Judge(dag, JobEvidence.NotAsked));
        Assert.Equal(DagVerdict.None, VerdictRules.Judge(Capture.Load("single/follower-join-dag.json").Dag(), JobEvidence.NotAsked));
    }

    [Fact]
    public void No_recorded_DAG_but_the_restored_ones_is_ever_called_restored()
    {
        foreach (string name in Capture.All.Where(n => Capture.Load(n).BodyText is var body && body.Contains("\"max_stage\"", StringComparison.Ordinal) && !body.Contains("\"contents\"", StringComparison.Ordinal)))
        {
            AgentDag dag = Capture.Load(name).Dag();
            if (VerdictRules.Judge(dag, Found(DoneT1)) == DagVerdict.Restored)
            {
                Assert.Equal("cluster/restore-dag-retried.json", name);
            }
        }
    }

    private static JobEvidence Found(RestoreOverview job) => new(JobKnowledge.Found, job);

    private static JsonObject DoneT1File() => JsonNode.Parse(Capture.Load("cluster/restore-overview-done.json").BodyText)!.AsObject();

    private static RestoreOverview Edit(JsonObject envelope, Action<JsonNode> edit)
    {
        edit(envelope["data"]!);
        return AnswerData.Read(Open(envelope), RestoreJson.Default.RestoreOverview);
    }

    private static AgentDag Changed(string capture, Action<JsonNode> edit)
    {
        JsonObject envelope = JsonNode.Parse(Capture.Load(capture).BodyText)!.AsObject();
        edit(envelope["data"]!);
        return AnswerData.Read(Open(envelope), DagJson.Default.AgentDag);
    }

    private static Answer Open(JsonObject envelope) =>
        EnvelopeReader.Read(new RawAnswer(200, Encoding.UTF8.GetBytes(envelope.ToJsonString()), null, "", "agent:2886"), new Redactor());
}
