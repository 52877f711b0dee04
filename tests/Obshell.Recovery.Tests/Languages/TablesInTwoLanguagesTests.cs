using System;
using System.Collections.Generic;
using System.Linq;
using Obshell.Client;
using Obshell.Client.Errors;
using Obshell.Recovery.ErrorIds;
using Obshell.Recovery.ErrorNumbers;
using Obshell.Recovery.Verdicts;
using ObshellPS.Tests.Languages;
using Xunit;

namespace Obshell.Recovery.Tests.Languages;

/// <summary>
/// The tables of verdicts, errors and error numbers store no texts. A text is looked up when it is shown. Otherwise a table would keep the
/// first language of the process.
/// </summary>
[Trait("Topic", "Languages")]
public sealed class TablesInTwoLanguagesTests
{
    private const string LogLine = "[MySQL.Error]: ret=-4018, no log";
    private const string JobComment = "result: -4018, broken piece";

    [Fact]
    public void Tables_that_were_read_in_English_are_completely_Chinese_in_a_Chinese_session()
    {
        string[] english;
        using (new Wording("en-US"))
        {
            english = [.. All()];
        }

        string[] chinese;
        using (new Wording("zh-CN"))
        {
            chinese = [.. All()];
        }

        string[] again;
        using (new Wording("en-US"))
        {
            again = [.. All()];
        }

        Assert.True(english.Length > 300, $"{english.Length} texts were read.");
        Assert.All(english, Wording.AssertEnglish);
        Assert.All(chinese, t => Wording.AssertChinese(t, LogLine, JobComment, "Start restore", "Active tenant", "Backup database", "Wait backup"));
        Assert.Equal(english, again);
    }

    private static IEnumerable<string> All() => OfVerdicts().Concat(OfEndings()).Concat(OfErrors()).Concat(OfNumbers()).Where(t => t.Length > 0).Distinct();

    private static IEnumerable<string> OfVerdicts() =>
        from verdict in Enum.GetValues<DagVerdict>()
        from dag in Dags(verdict)
        let row = DagVerdicts.Of(verdict)
        from text in new[] { row.Words(dag), row.Advice(dag), row.DrillWords(dag), row.DrillAdvice(dag) }
        select text;

    private static IEnumerable<string> OfEndings() =>
        typeof(Ending).GetFields().Where(f => f.IsStatic).Select(f => (Ending)f.GetValue(null)!).SelectMany(e => new[] { e.One, e.Counted(1), e.Counted(3) });

    private static IEnumerable<string> OfErrors() =>
        from row in ErrorTable.Rows.Values
        from text in Cases(row.Id).Select(c => row.Advice?.Invoke(c)).Concat([row.FieldAdvice?.Invoke(new InputFault(row.Id, "InputObject", "x")), row.FieldAdvice?.Invoke(new InputFault(row.Id, "ZoneList", "x", ErrorCodes.UnitNumInvalid))])
            .Concat(Cases(row.Id).Select(ErrorTable.AdviceFor))
        where text is not null
        select text;

    private static IEnumerable<string> OfNumbers() => DatabaseErrors.All.SelectMany(e => new[] { e.Meaning, e.Advice }).Append(DatabaseErrors.AdviceFor("ret=-4018"));

    private static IEnumerable<ErrorCase> Cases(string id)
    {
        AgentDag[] targets = [Of(State: DagStates.Failed, stage: 4), Of(State: DagStates.Ready, stage: 1)];
        var refused = new ObshellApiException(new ApiError(0, id, "x"), 400, "t1", "10.0.0.1:2886");
        ObshellException[] faults =
        [
            refused,
            new ObshellApiException(new ApiError(0, id, "x"), 500, "t1", "10.0.0.1:2886"),
            new ExistingRestoreDiffersException("rt2", targets[0], [], refused),
            new ExistingRestoreDiffersException("rt2", targets[1], [], null),
            new ObshellInputException(new InputFault(id, "TenantName", "x")),
        ];
        return from fault in faults from target in targets.Cast<object?>().Append(null) from row in new[] { true, false } select new ErrorCase(fault, target, row);
    }

    private static IEnumerable<DagDetail> Dags(DagVerdict verdict) =>
        from name in new[] { "Restore backup_rt2", "Obcluster start full backup for rt2", "Drop tenant" }
        from state in new[] { DagStates.Failed, DagStates.Running }
        from stage in new[] { 2, 4 }
        from job in new[] { null, Job("RESTORING", ""), Job("SUCCESS", "2026-01-01 00:00:00"), Job("FAIL", "2026-01-01 00:00:00") }
        from expected in new[] { true, false }
        select new DagDetail
        {
            Id = "11",
            Name = name,
            MaintenanceKey = "rt2",
            State = state,
            Operator = "RUN",
            Stage = stage,
            MaxStage = 5,
            Verdict = verdict,
            Restore = job,
            IsExpectedEnd = expected,
            Backup = job is null ? null : new BackupJob { JobId = 7, Result = -4018, Comment = JobComment, Status = job.Status },
            Nodes = [new NodeDetail { Name = "n1", Operator = expected ? DagOperators.Pass : "RUN", SubTasks = [new SubTaskDetail { TaskLogs = ["Create resource pool: {rt2_zone1_1 zone1 s1 1}", "ERROR: " + LogLine] }] }],
        };

    private static AgentDag Of(string State, int stage) => new() { Id = "11", Name = "Restore backup_rt2", State = State, Operator = "RUN", Stage = stage, MaxStage = 5 };

    private static RestoreOverview Job(string status, string finished) => new()
    {
        JobId = 5,
        RestoreTenantName = "rt2",
        Status = status,
        FinishTimestamp = finished,
        Comment = JobComment,
        RestoreOption = "pool_list=rt2_zone1_1",
        RestoreProgress = "40 %",
        RecoverProgress = "1 %",
    };
}
