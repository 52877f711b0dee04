using Obshell.Client.Display;

namespace Obshell.Recovery.Verdicts;

/// <summary>How drills or DAGs ended, as a text in the language of the reader.</summary>
internal sealed class Ending
{
    public static readonly Ending Passed = new(() => EndingTexts.PassedOne, EndingTexts.FormatPassedMany);
    public static readonly Ending Failed = new(() => EndingTexts.FailedOne, EndingTexts.FormatFailedMany);
    public static readonly Ending MissedTarget = new(() => EndingTexts.MissedTargetOne, EndingTexts.FormatMissedTargetMany, EndingTexts.FormatMissedTargetCountOne);
    public static readonly Ending NotVerified = new(() => EndingTexts.NotVerifiedOne, EndingTexts.FormatNotVerifiedMany);
    public static readonly Ending Skipped = new(() => EndingTexts.SkippedOne, EndingTexts.FormatSkippedMany, EndingTexts.FormatSkippedCountOne);
    public static readonly Ending Interrupted = new(() => EndingTexts.InterruptedOne, EndingTexts.FormatInterruptedMany, EndingTexts.FormatInterruptedCountOne);
    public static readonly Ending Running = new(() => EndingTexts.RunningOne, EndingTexts.FormatRunningMany, EndingTexts.FormatRunningCountOne);
    public static readonly Ending Unconfirmed = new(() => EndingTexts.UnconfirmedOne, EndingTexts.FormatUnconfirmedMany, EndingTexts.FormatUnconfirmedCountOne);
    public static readonly Ending Cancelled = new(() => EndingTexts.CancelledOne, EndingTexts.FormatCancelledMany, EndingTexts.FormatCancelledCountOne);
    public static readonly Ending Undone = new(() => EndingTexts.UndoneOne, EndingTexts.FormatUndoneMany, EndingTexts.FormatUndoneCountOne);
    public static readonly Ending Unreadable = new(() => EndingTexts.UnreadableOne, EndingTexts.FormatUnreadableMany);

    private readonly Func<string> one;
    private readonly Func<string, string> many;
    private readonly Func<string, string> countOne;

    /// <param name="one">The text about one item, without a number.</param>
    /// <param name="many">The text with the number of items.</param>
    /// <param name="countOne">The text with the number 1, if it differs from the text for other numbers.</param>
    private Ending(Func<string> one, Func<string, string> many, Func<string, string>? countOne = null)
    {
        this.one = one;
        this.many = many;
        this.countOne = countOne ?? many;
    }

    /// <summary>The text about one item: <c>was skipped</c>.</summary>
    public string One => one();

    /// <summary>The text with the number of items: <c>1 was skipped</c>, <c>2 were skipped</c>.</summary>
    public string Counted(int count) => (count == 1 ? countOne : many)(Amounts.OfCount(count));
}
