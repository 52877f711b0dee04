using System.Diagnostics;

namespace Obshell.Client.Secrets;

/// <summary>
/// The time limit for finding secrets: the rest of a request's limit for all texts of its answer together, or a limit for one text. An
/// agent that sends texts with expensive patterns must not cause a longer delay.
/// </summary>
internal sealed class MaskingTime
{
    /// <summary>So many characters need little time, with any content: on a busy machine they must not cause a timeout.</summary>
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
    /// Whether the time belongs to a whole answer. If it does, its end means that the answer came too late; otherwise only one text
    /// cannot be shown.
    /// </summary>
    public bool IsOfAnswer { get; }

    /// <param name="characters">The number of characters that will be searched next.</param>
    /// <exception cref="TimeoutException">The time is over.</exception>
    public void Spend(int characters)
    {
        looked += characters;
        if (looked > Cheap && clock.Elapsed > limit)
        {
            throw new TimeoutException();
        }
    }
}
