namespace Obshell.Recovery.Verdicts;

/// <summary>How something ended, as the end of a sentence about it.</summary>
/// <param name="One">Of one thing: <c>was skipped</c>.</param>
/// <param name="Many">Of several: <c>were skipped</c>.</param>
internal sealed record Ending(string One, string Many)
{
    public static readonly Ending Passed = new("passed", "passed");
    public static readonly Ending Failed = new("failed", "failed");
    public static readonly Ending MissedTarget = new("missed its target", "missed their targets");
    public static readonly Ending NotVerified = new("could not be verified", "could not be verified");
    public static readonly Ending Skipped = new("was skipped", "were skipped");
    public static readonly Ending Interrupted = new("was interrupted", "were interrupted");
    public static readonly Ending Running = new("is still at work", "are still at work");
    public static readonly Ending Unconfirmed = new("is not confirmed", "are not confirmed");
    public static readonly Ending Cancelled = new("was cancelled", "were cancelled");
    public static readonly Ending Undone = new("was undone", "were undone");
    public static readonly Ending Unreadable = new("could not be read", "could not be read");

    public string Of(int count) => count == 1 ? One : Many;
}
