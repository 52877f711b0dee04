using System.Globalization;
using System.Text.RegularExpressions;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Time;

namespace Obshell.Recovery.Waiting;

/// <summary>
/// The progress of OceanBase's job, for a progress bar or a log line. The job first restores data, and its progress is a number of bytes.
/// Then it replays logs, and its progress is a point in time. The second part may take hours. This class never reports 100 % before the job
/// has ended.
/// </summary>
public sealed class RestoreProgress
{
    /// <summary>The highest value that is shown for a job that has not ended.</summary>
    private const double MaxPart = 0.99;

    /// <summary>
    /// The form of OceanBase's progress text is not documented (PROTOCOL 4.10). Only a text that is a percentage is shown.
    /// </summary>
    private static readonly Regex Percentage = new(@"^\s*([0-9]{1,3}(?:\.[0-9]{1,9})?)\s*%?\s*$", RegexOptions.CultureInvariant);

    private readonly RestoreRate data;
    private readonly RestoreRate logs;

    /// <param name="time">The clock that measures the rates.</param>
    public RestoreProgress(Clock time)
    {
        data = new RestoreRate(time);
        logs = new RestoreRate(time);
    }

    /// <summary>
    /// The part of the job that is done, from 0 to 0.99. Data and logs each count as one half, because it is not known which of the two
    /// takes longer.
    /// </summary>
    public static double Part(RestoreOverview job) =>
        job is not { TotalBytes: > 0 } ? 0
        : !job.IsRunning ? MaxPart
        : Math.Min(MaxPart, job.IsReplayingLogs ? 0.5 + (0.5 * (Replayed(job) ?? 0)) : 0.5 * Restored(job));

    /// <summary>
    /// The progress as a short text: <c>49 %</c>, later <c>replaying logs, 40 %</c>. Empty when there is no information or the job has
    /// ended.
    /// </summary>
    public static string Percent(RestoreOverview? job) =>
        job is not { TotalBytes: > 0, IsRunning: true } ? ""
        : !job.IsReplayingLogs ? Text(Restored(job))
        : Replayed(job) is { } replayed ? WaitingTexts.FormatReplayingLogsPercent(Text(replayed)) : WaitingTexts.ReplayingLogs;

    /// <summary>Adds new values of the job.</summary>
    public void Note(RestoreOverview job)
    {
        data.Note(job.FinishBytes);
        if (job.IsReplayingLogs && job.RecoverScn > 0)
        {
            logs.Note(job.RecoverScn);
        }
    }

    /// <summary>
    /// The progress as a long text: <c>49 %, 5.9 GB of 12.0 GB, 910.2 MB/s, 6 min 52 s left</c>, later <c>replaying logs, 40 %, up to
    /// 2026-11-24T03:00:05Z, 1 min 10 s left</c>. Empty when <see cref="Percent"/> is empty.
    /// </summary>
    public string Words(RestoreOverview? job) => Percent(job) is not { Length: > 0 } percent ? ""
        : job!.IsReplayingLogs
            ? job.RecoverScn > 0
                ? Listing.Clauses(WaitingTexts.FormatReplayedUpTo(percent, Amounts.Of(RestorePoint.FromScn(job.RecoverScn).DateTimeOffset)), logs.LeftText(job.RestoreScn - job.RecoverScn))
                : percent
            : Listing.Clauses(
                WaitingTexts.FormatBytesDone(percent, Amounts.OfBytes(job.FinishBytes), Amounts.OfBytes(job.TotalBytes)),
                data.Text,
                data.LeftText(job.TotalBytes - job.FinishBytes));

    private static double Restored(RestoreOverview job) => Math.Max(0, job.FinishBytes / (double)job.TotalBytes);

    private static double? Replayed(RestoreOverview job) =>
        Percentage.Match(job.RecoverProgress) is { Success: true } match ? Math.Min(1, double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) / 100) : null;

    private static string Text(double part) => Amounts.OfPercent(Math.Floor((Math.Min(MaxPart, part) * 100) + 1e-9));
}
