using System.Diagnostics;

namespace Obshell.Recovery.Files;

/// <summary>
/// A file that another process holds for a moment: another writer, a scanner, an indexer, a reader who has just come. What they
/// block is tried again for a few seconds. On the machine's own clock: it is the other process that is waited for.
/// </summary>
public static class HeldFile
{
    private const int AccessDenied = 5;
    private const int SharingViolation = 32;
    private const int LockViolation = 33;
    private const int UserMappedFile = 1224;

    /// <summary>ReplaceFile's own words: the one that is replaced, or the new one, cannot be moved, and both are as they were.</summary>
    private const int CannotRemoveReplaced = 1175;
    private const int CannotMoveReplacement = 1176;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Windows' errors for a file that another process holds. Refused access is among them, because that is what a file that is being
    /// scanned or deleted says; where it is meant, the error comes later and is the same.
    /// </summary>
    public static bool IsHeld(Exception e) => e is IOException or UnauthorizedAccessException
        && unchecked((uint)e.HResult) >> 16 == 0x8007
        && (e.HResult & 0xFFFF) is AccessDenied or SharingViolation or LockViolation or UserMappedFile or CannotRemoveReplaced or CannotMoveReplacement;

    /// <summary>Does it, and again while others block it; after some seconds the last error is thrown.</summary>
    /// <param name="work">What can be done again when it has failed.</param>
    /// <param name="isHeld">Whether it failed because another process holds the file.</param>
    /// <param name="stop">Ends the waiting.</param>
    public static T Retry<T>(Func<T> work, Func<Exception, bool> isHeld, CancellationToken stop = default)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return work();
            }
            catch (Exception e) when (waited.Elapsed < LongestWait && isHeld(e))
            {
                stop.WaitHandle.WaitOne(Pause);
                stop.ThrowIfCancellationRequested();
            }
        }
    }
}
