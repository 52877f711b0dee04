using System.Management.Automation;

namespace ObshellPS.Completion;

/// <summary>Completes the last zone in a priority list such as <c>'zone1;zone2,zone3'</c>. The text before that zone is kept.</summary>
internal sealed class PrimaryZoneCompleter : ClusterCompleter
{
    private const string AllZones = "RANDOM";

    private static readonly char[] Separators = [';', ','];

    protected override IEnumerable<CompletionResult> Complete(NameCache cache, string word)
    {
        int begin = word.LastIndexOfAny(Separators) + 1;
        string before = word.Substring(0, begin);
        var named = new HashSet<string>(before.Split(Separators), StringComparer.Ordinal);
        Task<string[]> zones = cache.Zones();
        NameCache.Await(zones);
        IEnumerable<string> offered = NameCache.Have(zones).Where(z => !named.Contains(z));
        return Offer(begin == 0 ? offered.Append(AllZones) : offered, word.Substring(begin), Describe, before);
    }

    private static string Describe(object? zone) => zone is AllZones ? CompletionTexts.Random : CompletionTexts.FormatZone(zone);
}
