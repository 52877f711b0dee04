using System.Diagnostics;

namespace Obshell.Client.Secrets;

/// <summary>
/// The time limit for finding secrets. For the texts of an answer together, it is the rest of the request's time limit; a single text has
/// its own limit. So an agent cannot cause a long delay with texts that take very long to search.
/// </summary>
internal sealed class MaskingTime
{
    /// <summary>
    /// For this number of characters there is no timeout: with any content the search is fast, but a busy machine may be slow.
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
    /// Whether the limit is for a whole answer. If so, reaching it is a timeout of the request; otherwise only one text cannot be shown.
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
