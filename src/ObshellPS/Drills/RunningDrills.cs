using System.Globalization;
using Obshell.Client.Display;
using Obshell.Recovery.Drills.Running;

namespace ObshellPS.Drills;

/// <summary>The drills of one command that have been started and have not ended.</summary>
internal sealed class RunningDrills
{
    private readonly List<RestoreDrill> active = [];
    private readonly List<Task> works = [];

    // Of the user. A stop comes from a thread of the host, which may have another one.
    private readonly CultureInfo language = CultureInfo.CurrentUICulture;

    /// <summary>Ends with the last of those that were started.</summary>
    public Task All => Task.WhenAll(works);

    /// <param name="drill">The drill.</param>
    /// <param name="work">Runs it and shows its result.</param>
    public void Start(RestoreDrill drill, Func<Task> work)
    {
        lock (active)
        {
            active.Add(drill);
        }

        works.Add(Task.Run(async () =>
        {
            await work().ConfigureAwait(false);
            lock (active)
            {
                active.Remove(drill);
            }
        }));
    }

    /// <summary>From any thread: each writes its last line.</summary>
    /// <param name="reason">Why, as a sentence.</param>
    /// <returns>What to say about what they leave on the cluster; null when they leave nothing.</returns>
    public string? Interrupt(Func<string> reason)
    {
        RestoreDrill[] cut;
        lock (active)
        {
            cut = [.. active];
            active.Clear();
        }

        using var inLanguage = LanguageScope.Of(language);
        string[] left = [.. cut.Select(d => d.Interrupt(reason())).OfType<string>()];
        return left.Length == 0 ? null : DrillCommandTexts.FormatStopped(Listing.Of(left));
    }
}
