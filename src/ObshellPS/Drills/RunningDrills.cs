using System.Globalization;
using Obshell.Client.Display;
using Obshell.Recovery.Drills.Running;

namespace ObshellPS.Drills;

/// <summary>The running drills of one command.</summary>
internal sealed class RunningDrills
{
    private readonly List<RestoreDrill> active = [];
    private readonly List<Task> works = [];

    // The language of the user. PowerShell calls StopProcessing on another thread, which may have another language.
    private readonly CultureInfo language = CultureInfo.CurrentUICulture;

    /// <summary>Completes when the last started drill has ended.</summary>
    public Task All => Task.WhenAll(works);

    /// <param name="drill">The drill.</param>
    /// <param name="work">Runs the drill and shows its result.</param>
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

    /// <summary>Makes each running drill write its last line into the journal. Any thread can call it.</summary>
    /// <param name="reason">The reason, as a sentence.</param>
    /// <returns>The message that lists what the drills leave on the cluster; null when they leave nothing.</returns>
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
