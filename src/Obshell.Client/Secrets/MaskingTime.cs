using System.Diagnostics;

namespace Obshell.Client.Secrets;

/// <summary>
/// How long secrets may be looked for: what is left of a request's limit for all texts of its answer together, else a limit for
/// one text. An agent that makes them dear must not hold up more than that.
/// </summary>
internal sealed class MaskingTime
{
    /// <summary>So much is cheap, no matter what it is: a busy machine does not make a timeout of it.</summary>
    private const long Cheap = 4 * 1024 * 1024;

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly TimeSpan limit;
    private long looked;

    public MaskingTime(TimeSpan limit, bool isOfAnswer = false)
    {
        this.limit = limit;
        IsOfAnswer = isOfAnswer;
    }

    /// <summary>When it is over the answer has not come in time; otherwise only one text cannot be shown.</summary>
    public bool IsOfAnswer { get; }

    /// <param name="characters">That are about to be looked at.</param>
    /// <exception cref="TimeoutException">It is over.</exception>
    public void Spend(int characters)
    {
        looked += characters;
        if (looked > Cheap && clock.Elapsed > limit)
        {
            throw new TimeoutException(AnswerTexts.SearchTimedOut);
        }
    }
}
