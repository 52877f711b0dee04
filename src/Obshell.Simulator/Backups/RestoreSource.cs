namespace Obshell.Simulator;

/// <summary>
/// Finds what can be restored from the backup sets of a data destination and the logs of a log destination (PROTOCOL 4.12).
/// </summary>
internal static class RestoreSource
{
    /// <returns>Null when no tenant has a backup set at this destination.</returns>
    public static StoredTenant? Find(IEnumerable<StoredTenant> tenants, string dataUri)
    {
        var place = StorageUri.Place(dataUri);
        return tenants.FirstOrDefault(t => t.Sets.Any(s => s.Path == place));
    }

    /// <summary>
    /// The restore windows. In each round of the log archive, a window begins at the end of the first backup set and ends with the last
    /// log. A backup set that contains its logs can be restored to its end even without a round.
    /// </summary>
    public static IReadOnlyList<RestoreWindow> Windows(StoredTenant tenant, string dataUri, string archiveUri)
    {
        var (data, archive) = (StorageUri.Place(dataUri), StorageUri.Place(archiveUri));
        var sets = tenant.Sets.Where(s => s.Path == data).OrderBy(s => s.End).ToList();
        var windows = new List<RestoreWindow>();
        foreach (var round in tenant.Rounds.Where(r => r.Path == archive).OrderBy(r => r.Start))
        {
            if (sets.Find(s => s.End >= round.Start && s.End <= round.Checkpoint) is { } first)
                windows.Add(new RestoreWindow(first.End, round.Checkpoint));
        }
        foreach (var set in sets.Where(s => s.PlusArchivelog && !windows.Exists(w => w.Start <= s.End && s.End <= w.End)))
            windows.Add(new RestoreWindow(set.End, set.End));
        return [.. windows.OrderBy(w => w.Start)];
    }
}
