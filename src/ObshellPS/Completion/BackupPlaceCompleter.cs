using System.Management.Automation;

namespace ObshellPS.Completion;

/// <summary>Offers the backup places of the cluster's tenants: places of data or of logs, depending on the parameter.</summary>
internal sealed class BackupPlaceCompleter : ClusterCompleter
{
    protected override IEnumerable<CompletionResult> Complete(NameCache cache, string word)
    {
        Task<BackupPlace[]> places = cache.BackupPlaces();
        NameCache.Await(places);
        bool isLog = Parameter.Equals("ArchiveLogUri", StringComparison.OrdinalIgnoreCase);
        return NameCache.Have(places)
            .Where(p => p.IsLog == isLog && p.Uri.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .GroupBy(p => p.Uri, StringComparer.Ordinal)
            .SelectMany(g => Result(g.Key, g.Key, isLog ? CompletionTexts.FormatLogsOf(g.First().Tenant) : CompletionTexts.FormatBackupsOf(g.First().Tenant)));
    }
}

/// <summary>A place of a tenant's backups or of its archived logs.</summary>
internal sealed record BackupPlace(string Tenant, string Uri, bool IsLog);
