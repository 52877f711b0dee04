using System.Diagnostics;

namespace Obshell.Recovery.Files;

/// <summary>
/// Handles a file that another process holds for a moment: another writer, a scanner, an indexer, or a reader that has just opened it. An
/// operation that such a process blocks is tried again for a few seconds. The wait uses the machine's own clock, because it waits for the
/// other process.
/// </summary>
public static class HeldFile
{
    private const int AccessDenied = 5;
    private const int SharingViolation = 32;
    private const int LockViolation = 33;
    private const int UserMappedFile = 1224;

    /// <summary>The errors of ReplaceFile: the replaced file or the new file cannot be moved, and both are unchanged.</summary>
    private const int CannotRemoveReplaced = 1175;
    private const int CannotMoveReplacement = 1176;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Windows' errors for a file that another process holds. "Access denied" is one of them, because Windows reports it for a file that
    /// is being scanned or deleted. When access is really denied, the same error comes later.
    /// </summary>
    public static bool IsHeld(Exception e) => e is IOException or UnauthorizedAccessException
        && unchecked((uint)e.HResult) >> 16 == 0x8007
        && (e.HResult & 0xFFFF) is AccessDenied or SharingViolation or LockViolation or UserMappedFile or CannotRemoveReplaced or CannotMoveReplacement;

    /// <summary>Does the work, and repeats it while other processes block it. After some seconds it throws the last error.</summary>
    /// <param name="work">Work that can be repeated after it has failed.</param>
    /// <param name="isHeld">Whether the work failed because another process holds the file.</param>
    /// <param name="stop">Ends the wait.</param>
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
