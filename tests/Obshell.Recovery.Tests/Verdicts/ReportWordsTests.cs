using System;
using System.Linq;
using Obshell.Client;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Reading;
using Xunit;

namespace Obshell.Recovery.Tests.Verdicts;

/// <summary>A report explains each result that is not good, even if the report is made from a DAG alone.</summary>
[Trait("Promise", "4")]
[Trait("Topic", "Verdicts")]
public sealed class ReportWordsTests
{
    public static TheoryData<DagVerdict, string, string> Ends
    {
        get
        {
            var ends = new TheoryData<DagVerdict, string, string>();
            foreach (DagVerdict verdict in Enum.GetValues<DagVerdict>().Except([DagVerdict.Restored, DagVerdict.Succeeded, DagVerdict.BackupCompleted]))
            {
                ends.Add(verdict, "FAILED", "RUN");
            }

            // DAGs as Get-ObDag returns them, without a verdict.
            ends.Add(DagVerdict.None, "SUCCEED", "RUN");
            ends.Add(DagVerdict.None, "SUCCEED", "ROLLBACK");
            ends.Add(DagVerdict.None, "SUCCEED", "PASS");
            ends.Add(DagVerdict.None, "FAILED", "CANCEL");
            ends.Add(DagVerdict.None, "RUNNING", "RUN");
            return ends;
        }
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_restore_that_is_reported_from_its_DAG_alone_has_a_reason_and_advice(DagVerdict verdict, string state, string how)
    {
        var dag = new DagDetail { Id = "11", Name = "Restore backup_a", State = state, Operator = how, Stage = 3, MaxStage = 5, Verdict = verdict };

        ReportItem item = RestoreReading.Of(new TenantRestore("a", dag, null));

        Assert.NotEqual("", item.Reason.ToString());
        Assert.NotEqual("", item.Advice.ToString());
        Assert.Contains("'a'", item.Sentence.ToString().Replace("tenant a ", "tenant 'a' ", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
