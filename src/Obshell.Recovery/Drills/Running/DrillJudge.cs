using Obshell.Client.Display;
using Obshell.Recovery.Drills.Planning;

namespace Obshell.Recovery.Drills.Running;

/// <summary>
/// What a restored tenant's checks and figures say together. A failed check fails the drill; one that was asked for and could not
/// run leaves it not verified, and so does the agent's layer. That the agent tells of databases only with a password is shown, and spoils
/// nothing. Then come the targets; one that cannot be judged is not met silently.
/// </summary>
internal static class DrillJudge
{
    private const string Databases = "Databases";

    public static DrillReason Judge(IReadOnlyList<DrillCheck> agent, IReadOnlyList<DrillCheck> own, DrillSource source, TimeSpan recoveryTime, TimeSpan? pointAge)
    {
        if (agent.Concat(own).FirstOrDefault(c => c.Verdict == DrillCheckVerdict.Failed) is { } failed)
        {
            return new DrillReason(
                DrillVerdict.Failed, Id(failed, "VerificationFailed"), Sentence(failed),
                "It restores, but what was restored is not what it should be. Look into the backup's source and the check, and keep the tenant next time (-KeepOnFailure) to look into it.");
        }

        if (agent.Where(c => c.Name != Databases).Concat(own).FirstOrDefault(c => c.Verdict == DrillCheckVerdict.NotVerified) is { } open)
        {
            return new DrillReason(
                DrillVerdict.NotVerified, Id(open, "NotVerified"), Sentence(open), "See to it that the check can run, and drill again.");
        }

        if (source.TargetRto is { } rto && recoveryTime > rto)
        {
            return new DrillReason(
                DrillVerdict.MissedTarget, "TargetRtoMissed", $"It took {Amounts.Of(recoveryTime)} until the tenant was in service; {Amounts.Of(rto)} are allowed (-TargetRto).",
                "Look what slows the restore, or agree on another target.");
        }

        if (source.TargetRpo is { } rpo)
        {
            if (pointAge is not { } age)
            {
                return new DrillReason(
                    DrillVerdict.NotVerified, "RecoveryPointUnknown", "How old the newest restorable point is could not be found out, so that nothing says whether -TargetRpo is met.",
                    "Install ob_admin beside the agent, or drill without -TargetRpo.");
            }

            if (age > rpo)
            {
                return new DrillReason(
                    DrillVerdict.MissedTarget, "TargetRpoMissed", $"The newest restorable point is {Amounts.Of(age)} old; {Amounts.Of(rpo)} are allowed (-TargetRpo).",
                    "Look whether the archiving of logs is behind or has stopped.");
            }
        }

        return DrillReason.Passed;
    }

    private static string Id(DrillCheck check, string otherwise) => check.ReasonId.Length > 0 ? check.ReasonId : otherwise;

    private static string Sentence(DrillCheck check) =>
        $"{check.Name}: {check.Seen.TrimEnd('.', ' ')}{(check.Expected.Length > 0 ? $"; expected: {check.Expected.TrimEnd('.', ' ')}" : "")}.";

}
