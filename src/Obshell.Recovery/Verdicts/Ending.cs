using Obshell.Client.Display;

namespace Obshell.Recovery.Verdicts;

/// <summary>How something ended, in the language of the reader.</summary>
internal sealed class Ending
{
    public static readonly Ending Passed = new(() => EndingTexts.PassedOne, n => EndingTexts.FormatPassedMany(n));
    public static readonly Ending Failed = new(() => EndingTexts.FailedOne, n => EndingTexts.FormatFailedMany(n));
    public static readonly Ending MissedTarget = new(() => EndingTexts.MissedTargetOne, n => n == "1" ? EndingTexts.FormatMissedTargetCountOne(n) : EndingTexts.FormatMissedTargetMany(n));
    public static readonly Ending NotVerified = new(() => EndingTexts.NotVerifiedOne, n => EndingTexts.FormatNotVerifiedMany(n));
    public static readonly Ending Skipped = new(() => EndingTexts.SkippedOne, n => n == "1" ? EndingTexts.FormatSkippedCountOne(n) : EndingTexts.FormatSkippedMany(n));
    public static readonly Ending Interrupted = new(() => EndingTexts.InterruptedOne, n => n == "1" ? EndingTexts.FormatInterruptedCountOne(n) : EndingTexts.FormatInterruptedMany(n));
    public static readonly Ending Running = new(() => EndingTexts.RunningOne, n => n == "1" ? EndingTexts.FormatRunningCountOne(n) : EndingTexts.FormatRunningMany(n));
    public static readonly Ending Unconfirmed = new(() => EndingTexts.UnconfirmedOne, n => n == "1" ? EndingTexts.FormatUnconfirmedCountOne(n) : EndingTexts.FormatUnconfirmedMany(n));
    public static readonly Ending Cancelled = new(() => EndingTexts.CancelledOne, n => n == "1" ? EndingTexts.FormatCancelledCountOne(n) : EndingTexts.FormatCancelledMany(n));
    public static readonly Ending Undone = new(() => EndingTexts.UndoneOne, n => n == "1" ? EndingTexts.FormatUndoneCountOne(n) : EndingTexts.FormatUndoneMany(n));
    public static readonly Ending Unreadable = new(() => EndingTexts.UnreadableOne, n => EndingTexts.FormatUnreadableMany(n));

    private readonly Func<string> one;
    private readonly Func<string, string> counted;

    private Ending(Func<string> one, Func<string, string> counted)
    {
        this.one = one;
        this.counted = counted;
    }

    /// <summary>The text about one thing: <c>was skipped</c>.</summary>
    public string One => one();

    /// <summary>The text with a number: <c>1 was skipped</c>, <c>2 were skipped</c>.</summary>
    public string Counted(int count) => counted(Amounts.OfCount(count));
}
