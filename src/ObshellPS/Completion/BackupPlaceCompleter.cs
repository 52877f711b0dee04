using System.Management.Automation;

namespace ObshellPS.Completion;

/// <summary>
/// Offers the places that contain backups of the cluster's tenants: places of data or of logs, depending on the parameter.
/// </summary>
internal class BackupPlaceCompleter : ClusterCompleter
{
    protected override IEnumerable<CompletionResult> Complete(NameCache cache, string word)
    {
        Task<BackupPlace[]> places = cache.BackupPlaces();
        NameCache.Await(places);
        bool isLog = Parameter.Equals("ArchiveLogUri", StringComparison.OrdinalIgnoreCase);
        return NameCache.Have(places)
            .Where(p => p.IsLog == isLog && IsOffered(p) && p.Uri.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .GroupBy(p => p.Uri, StringComparer.Ordinal)
            .SelectMany(g => Result(g.Key, g.Key, isLog ? CompletionTexts.FormatLogsOf(g.First().Tenant) : CompletionTexts.FormatBackupsOf(g.First().Tenant)));
    }

    protected virtual bool IsOffered(BackupPlace place) => place.IsSource;
}

/// <summary>Offers the destinations to which the cluster's tenants are backed up now.</summary>
internal sealed class BackupDestinationCompleter : BackupPlaceCompleter
{
    protected override bool IsOffered(BackupPlace place) => place.IsDestination;
}

/// <summary>A place of a tenant's backups or of its archived logs.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Uri">The place.</param>
/// <param name="IsLog">True for a place of archived logs.</param>
/// <param name="IsDestination">True if the tenant is backed up to this place now.</param>
/// <param name="IsSource">True if a restore can read from this place.</param>
internal sealed record BackupPlace(string Tenant, string Uri, bool IsLog, bool IsDestination, bool IsSource);
