using System.Diagnostics;

namespace Obshell.Client.Secrets;

/// <summary>
/// Limits the time of the search for secrets. All texts of an answer share the time that remains of the request's time limit. A text that
/// does not belong to an answer has its own limit. Without a limit, an agent could cause a long delay with texts that take very long to
/// search.
/// </summary>
internal sealed class MaskingTime
{
    /// <summary>
    /// Up to this number of characters, no timeout is reported. The search in so few characters is fast, so only a busy machine can cause a
    /// delay.
    /// </summary>
    private const long Cheap = 4 * 1024 * 1024;

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly TimeSpan limit;
    private long looked;

    public MaskingTime(TimeSpan limit, bool isOfAnswer = false)
    {
        this.limit = limit;
        IsOfAnswer = isOfAnswer;
    }

    /// <summary>
    /// Whether the limit is for a whole answer. If so, a search that reaches the limit is a timeout of the request. Otherwise, only one
    /// text is not shown.
    /// </summary>
    public bool IsOfAnswer { get; }

    /// <param name="characters">The number of characters that will be searched next.</param>
    /// <exception cref="TimeoutException">The time limit was reached.</exception>
    public void Spend(int characters)
    {
        looked += characters;
        if (looked > Cheap && clock.Elapsed > limit)
        {
            throw new TimeoutException();
        }
    }
}
