using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Drills.Checks;
using Obshell.Recovery.Drills.Planning;
using Obshell.Recovery.ErrorIds;

namespace Obshell.Recovery.Drills.Running;

/// <summary>
/// Makes the verdict from the checks and figures of a restored tenant. A failed check means Failed. A check that could not run means
/// NotVerified, except for the list of databases: agents list databases only with a password. Then the targets for RTO and RPO are judged.
/// A target that cannot be judged means NotVerified.
/// </summary>
internal static class DrillJudge
{
    private const string Databases = "Databases";

    public static DrillReason Judge(IReadOnlyList<DrillCheck> agent, IReadOnlyList<DrillCheck> own, DrillSource source, TimeSpan recoveryTime, TimeSpan? pointAge, ObshellException? windowFault)
    {
        if (agent.Concat(own).FirstOrDefault(c => c.Verdict == DrillCheckVerdict.Failed) is { } failed)
        {
            return new DrillReason(DrillVerdict.Failed, Id(failed, "VerificationFailed"), Sentence(failed), DrillTexts.CheckFailedAdvice);
        }

        if (agent.Where(c => c.Name != Databases).Concat(own).FirstOrDefault(c => c.Verdict == DrillCheckVerdict.NotVerified) is { } open)
        {
            return new DrillReason(DrillVerdict.NotVerified, Id(open, "NotVerified"), Sentence(open), Listing.Sentences(CheckAdvice.For(open), DrillTexts.NotVerifiedAdvice));
        }

        if (source.TargetRto is { } rto && recoveryTime > rto)
        {
            return new DrillReason(
                DrillVerdict.MissedTarget, "TargetRtoMissed", DrillTexts.FormatRtoMissed(Amounts.Of(recoveryTime), Amounts.Of(rto)), DrillTexts.RtoMissedAdvice);
        }

        if (source.TargetRpo is { } rpo)
        {
            if (pointAge is not { } age)
            {
                return new DrillReason(DrillVerdict.NotVerified, "RecoveryPointUnknown", DrillTexts.RpoUnknown, PointAdvice(windowFault));
            }

            if (age > rpo)
            {
                return new DrillReason(
                    DrillVerdict.MissedTarget, "TargetRpoMissed", DrillTexts.FormatRpoMissed(Amounts.Of(age), Amounts.Of(rpo)), DrillTexts.RpoMissedAdvice);
            }
        }

        return DrillReason.Passed;
    }

    /// <summary>
    /// What to do when the newest restorable point is unknown. The advice depends on the fault: install ob_admin only when it is missing.
    /// </summary>
    private static string PointAdvice(ObshellException? windowFault) =>
        Listing.Sentences(windowFault is null ? DrillTexts.RpoUnknownAdvice : ErrorTable.AdviceFor(new ErrorCase(windowFault, null, IsOfRow: false)), DrillTexts.RpoOmitAdvice);

    private static string Id(DrillCheck check, string otherwise) => check.ReasonId.Length > 0 ? check.ReasonId : otherwise;

    /// <summary>What a check found, as a sentence.</summary>
    internal static string Sentence(DrillCheck check) => check.Expected.Length > 0
        ? DrillTexts.FormatCheckSeenExpected(check.Name, Listing.WithoutStop(check.Seen), Listing.WithoutStop(check.Expected))
        : DrillTexts.FormatCheckSeen(check.Name, Listing.WithoutStop(check.Seen));
}
