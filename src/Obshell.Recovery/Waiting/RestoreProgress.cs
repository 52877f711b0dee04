using System.Globalization;
using System.Text.RegularExpressions;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Time;

namespace Obshell.Recovery.Waiting;

/// <summary>
/// How far OceanBase's job is, for a bar or a line of a log. It restores the data, counted in bytes, and then replays the logs,
/// counted in time: with all bytes there it may have hours to go. Before the job has ended nothing here says 100 %.
/// </summary>
public sealed class RestoreProgress
{
    /// <summary>The most that is shown of a job that has not ended.</summary>
    private const double MaxPart = 0.99;

    /// <summary>OceanBase's text is not fixed (PROTOCOL 4.10): what is no percentage is not shown.</summary>
    private static readonly Regex Percentage = new(@"^\s*([0-9]{1,3}(?:\.[0-9]{1,9})?)\s*%?\s*$", RegexOptions.CultureInvariant);

    private readonly RestoreRate data;
    private readonly RestoreRate logs;

    /// <param name="time">What rates are measured by.</param>
    public RestoreProgress(Clock time)
    {
        data = new RestoreRate(time);
        logs = new RestoreRate(time);
    }

    /// <summary>How much of the job is done, 0 to 0.99; half of it for each phase, since which is the longer one is not known.</summary>
    public static double Part(RestoreOverview job) =>
        job is not { TotalBytes: > 0 } ? 0
        : !job.IsRunning ? MaxPart
        : Math.Min(MaxPart, job.IsReplayingLogs ? 0.5 + (0.5 * (Replayed(job) ?? 0)) : 0.5 * Restored(job));

    /// <summary><c>49 %</c>, then <c>replaying logs, 40 %</c>; empty while there is no information, and when the job has ended.</summary>
    public static string Percent(RestoreOverview? job) =>
        job is not { TotalBytes: > 0, IsRunning: true } ? ""
        : !job.IsReplayingLogs ? Text(Restored(job))
        : Replayed(job) is { } replayed ? WaitingTexts.FormatReplayingLogsPercent(Text(replayed)) : WaitingTexts.ReplayingLogs;

    /// <summary>Something new is known of the job.</summary>
    public void Note(RestoreOverview job)
    {
        data.Note(job.FinishBytes);
        if (job.IsReplayingLogs && job.RecoverScn > 0)
        {
            logs.Note(job.RecoverScn);
        }
    }

    /// <summary>
    /// <c>49 %, 5.9 GB of 12.0 GB, 910.2 MB/s, 6 min 52 s left</c>, then
    /// <c>replaying logs, 40 %, up to 2026-11-24T03:00:05Z, 1 min 10 s left</c>; empty as <see cref="Percent"/> is.
    /// </summary>
    public string Words(RestoreOverview? job) => Percent(job) is not { Length: > 0 } percent ? ""
        : job!.IsReplayingLogs
            ? job.RecoverScn > 0
                ? Listing.Of(WaitingTexts.FormatReplayedUpTo(percent, Amounts.Of(RestorePoint.FromScn(job.RecoverScn).DateTimeOffset)), logs.LeftText(job.RestoreScn - job.RecoverScn))
                : percent
            : Listing.Of(
                WaitingTexts.FormatBytesDone(percent, Amounts.OfBytes(job.FinishBytes), Amounts.OfBytes(job.TotalBytes)),
                data.Text,
                data.LeftText(job.TotalBytes - job.FinishBytes));

    private static double Restored(RestoreOverview job) => Math.Max(0, job.FinishBytes / (double)job.TotalBytes);

    private static double? Replayed(RestoreOverview job) =>
        Percentage.Match(job.RecoverProgress) is { Success: true } match ? Math.Min(1, double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) / 100) : null;

    private static string Text(double part) => Math.Floor((Math.Min(MaxPart, part) * 100) + 1e-9).ToString("0", CultureInfo.InvariantCulture) + " %";
}
