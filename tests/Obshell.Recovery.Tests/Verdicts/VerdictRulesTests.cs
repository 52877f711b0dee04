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

/// <summary>Promise 4 with recorded answers of a real agent, and with changed copies of them.</summary>
[Trait("Promise", "4")]
[Trait("Topic", "Verdicts")]
public sealed class VerdictRulesTests
{
    private static readonly RestoreOverview DoneT1 = Capture.Load("cluster/restore-overview-done.json").Overview();
    private static readonly RestoreOverview RunningT1 = Capture.Load("cluster/restore-overview-running.json").Overview();

    [Fact]
    public void A_cancelled_and_rolled_back_restore_is_DagRolledBack_although_its_DAG_is_SUCCEED()
    {
        AgentDag dag = Capture.Load("cluster/restore-cancel-dag2.json").Dag();
        Assert.Equal(("SUCCEED", "ROLLBACK", 1), (dag.State, dag.Operator, dag.Stage));
        Assert.Equal(DagVerdict.DagRolledBack, VerdictRules.Judge(dag, JobEvidence.NotAsked));
        Assert.False(VerdictRules.NeedsJob(dag));
    }

    [Fact]
    public void A_restore_whose_job_failed_after_stage_3_is_RestoreJobFailed()
    {
        AgentDag dag = Capture.Load("cluster/restore-obfail-dag.json").Dag();
        Assert.Equal((4, "FAILED"), (dag.Stage, dag.State));

        // The recorded overview is an error: 400 OB.Tenant.NotExist.
        Assert.Throws<ObshellApiException>(() => Capture.Load("cluster/restore-obfail-overview.json").Overview());
        Assert.Equal(DagVerdict.RestoreJobFailed, VerdictRules.Judge(dag, new JobEvidence(JobKnowledge.NoTenant)));
        Assert.Equal(DagVerdict.DagFailed, VerdictRules.Judge(dag, JobEvidence.Unreachable));
        Assert.True(VerdictRules.HingesOnJob(dag));
    }

    [Fact]
    public void A_DAG_whose_statement_was_refused_is_DagFailed_and_after_its_rollback_DagRolledBack()
    {
        Assert.Equal(DagVerdict.DagFailed, VerdictRules.Judge(Capture.Load("cluster/restore-oberr-dag.json").Dag(), new JobEvidence(JobKnowledge.NoTenant)));
        Assert.Equal(DagVerdict.DagRolledBack, VerdictRules.Judge(Capture.Load("cluster/restore-oberr-dag-rolledback.json").Dag(), JobEvidence.NotAsked));
    }

    [Theory]
    [InlineData("cluster/restore-dag-retried.json")]
    public void A_restore_whose_DAG_succeeded_is_Restored_only_if_its_own_job_is_SUCCESS(string capture)
    {
        AgentDag dag = Capture.Load(capture).Dag();
        Assert.Equal(DagVerdict.Restored, VerdictRules.Judge(dag, Found(DoneT1)));
        Assert.Equal(DagVerdict.RestoreUnconfirmed, VerdictRules.Judge(dag, JobEvidence.Unreachable));
        Assert.Equal(DagVerdict.RestoreUnconfirmed, VerdictRules.Judge(dag, new JobEvidence(JobKnowledge.NoJob)));
        Assert.Equal(DagVerdict.RestoreUnconfirmed, VerdictRules.Judge(dag, Found(RunningT1)));
        Assert.Equal(DagVerdict.RestoreJobFailed, VerdictRules.Judge(dag, Found(Edit(DoneT1File(), job => job["status"] = "FAIL"))));
    }

    [Fact]
    public void The_job_of_another_DAG_does_not_confirm_a_restore()
    {
        // The second recording has the same tenant name, but other pools and another job.
        AgentDag dag = Capture.Load("cluster-password/restore-dag-final.json").Dag();
        Assert.Equal(DagVerdict.RestoreUnconfirmed, VerdictRules.Judge(dag, Found(DoneT1)));

        RestoreOverview own = Edit(DoneT1File(), job => job["restore_option"] = "pool_list=t1_zone1_1795351036266&locality=FULL@zone1&primary_zone=RANDOM");
        Assert.Equal(DagVerdict.Restored, VerdictRules.Judge(dag, Found(own)));
    }

    [Fact]
    public void A_job_without_pools_matches_only_if_it_started_while_the_start_node_ran()
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
    public void A_job_of_another_tenant_never_matches()
    {
        AgentDag dag = Capture.Load("cluster/restore-dag-retried.json").Dag();
        Assert.False(JobMatch.Holds(dag, Edit(DoneT1File(), job => job["restore_tenant_name"] = "t2")));
    }

    [Fact]
    public void A_DAG_whose_last_stage_failed_is_DagFailed_although_its_job_succeeded()
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
    public void The_verdict_on_a_DAG_that_failed_in_stage_3_depends_on_the_job(string job, DagVerdict expected)
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
    public void The_600_second_timeout_of_stage_2_has_its_own_verdict(string line, DagVerdict expected)
    {
        AgentDag dag = Changed("cluster/restore-oberr-dag.json", d => d["nodes"]![1]!["sub_tasks"]![0]!["task_logs"]!.AsArray().Add(line));
        Assert.Equal(line.StartsWith("ERROR", StringComparison.Ordinal) ? expected : DagVerdict.DagFailed, VerdictRules.Judge(dag, JobEvidence.Unreachable));
    }

    [Fact]
    public void The_verdict_on_a_retried_stage_2_depends_on_its_last_error()
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
    public void Each_state_and_operator_gives_its_verdict_and_an_unknown_value_never_means_success(string state, string op, DagVerdict expected)
    {
        AgentDag dag = Changed("cluster/restore-dag-retried.json", d =>
        {
            d["state"] = state;
            d["operator"] = op;
        });
        Assert.Equal(expected, VerdictRules.Judge(dag, Found(DoneT1)));
    }

    [Fact]
    public void A_DAG_with_one_passed_node_is_DagPassed()
    {
        AgentDag dag = Changed("cluster/restore-dag-retried.json", d => d["nodes"]![3]!["operator"] = "PASS");
        Assert.Equal(DagVerdict.DagPassed, VerdictRules.Judge(dag, Found(DoneT1)));
    }

    [Fact]
    public void A_DAG_that_is_not_a_restore_needs_no_job()
    {
        AgentDag dag = Capture.Load("cluster/init-dag.json").Dag();
        Assert.False(VerdictRules.NeedsJob(dag));
        Assert.Equal(DagVerdict.Succeeded, VerdictRules.Judge(dag, JobEvidence.NotAsked));
        Assert.Equal(DagVerdict.None, VerdictRules.Judge(Capture.Load("single/follower-join-dag.json").Dag(), JobEvidence.NotAsked));
    }

    [Fact]
    public void Only_the_recorded_DAGs_that_restored_a_tenant_are_Restored()
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
