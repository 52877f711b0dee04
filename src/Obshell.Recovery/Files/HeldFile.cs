using System.Diagnostics;

namespace Obshell.Recovery.Files;

/// <summary>
/// Handles a file that another process keeps open for a short time, e.g. a writer, a virus scanner or an indexer. A blocked operation is
/// tried again for a few seconds. The wait always uses the real clock, even in tests, because the other process runs in real time.
/// </summary>
public static class HeldFile
{
    private const int AccessDenied = 5;
    private const int SharingViolation = 32;
    private const int LockViolation = 33;
    private const int UserMappedFile = 1224;

    /// <summary>Two errors of Windows' ReplaceFile: the old file or the new file cannot be moved. Both files are unchanged.</summary>
    private const int CannotRemoveReplaced = 1175;
    private const int CannotMoveReplacement = 1176;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Whether Windows reported that another process keeps the file open. "Access denied" is included, because Windows also reports it for
    /// a file that is being scanned or deleted. If the user really has no access, the last try throws the error.
    /// </summary>
    public static bool IsHeld(Exception e) => e is IOException or UnauthorizedAccessException
        && unchecked((uint)e.HResult) >> 16 == 0x8007
        && (e.HResult & 0xFFFF) is AccessDenied or SharingViolation or LockViolation or UserMappedFile or CannotRemoveReplaced or CannotMoveReplacement;

    /// <summary>
    /// Does the work, and repeats it while another process blocks the file. After a few seconds the last error is thrown.
    /// </summary>
    /// <param name="work">The work. It can be repeated after a failure.</param>
    /// <param name="isHeld">Whether an error means that another process keeps the file open.</param>
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
