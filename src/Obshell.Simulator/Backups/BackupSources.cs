namespace Obshell.Simulator;

/// <summary>
/// Finds the backups that can be restored: backups that a test has added, backups of this simulator, and backups of other simulators.
/// </summary>
internal sealed class BackupSources
{
    private readonly List<Backup> _given;
    private readonly BackupDatabase _database;
    private readonly Behaviours<RestoreBehaviour> _behaviours;
    private readonly string _clusterName;
    private readonly BackupStore? _store;

    public BackupSources(List<Backup> given, BackupDatabase database, Behaviours<RestoreBehaviour> behaviours, string clusterName, BackupStore? store)
    {
        _given = given;
        _database = database;
        _behaviours = behaviours;
        _clusterName = clusterName;
        _store = store;
    }

    /// <summary>Writes this simulator's backups to the store that simulators share. Does nothing without a store.</summary>
    public void Share() => _store?.Write(_database.Stored(_store.Owner, _clusterName));

    public Backup? Find(string dataUri, string archiveUri) =>
        _given.Find(b => b.DataUri == dataUri && (b.ArchiveUri is null || b.ArchiveUri == archiveUri)) ?? FindPlace(dataUri, archiveUri);

    /// <summary>
    /// The backup that a tenant of a simulator has at this destination. Null when there is no such backup, or when a test has added a
    /// backup with this data URI.
    /// </summary>
    public Backup? FindPlace(string dataUri, string archiveUri)
    {
        if (_given.Exists(b => b.DataUri == dataUri))
            return null;
        var own = _store?.Owner ?? "";
        var stored = _database.Stored(own, _clusterName).Concat(_store?.Read().Where(t => t.Owner != own) ?? []);
        if (RestoreSource.Find(stored, dataUri) is not { } source)
            return null;
        return new Backup
        {
            DataUri = dataUri,
            ArchiveUri = archiveUri,
            TenantName = source.TenantName,
            ClusterName = source.ClusterName,
            // The store does not contain users and passwords, so a tenant of another simulator gets the default users and passwords.
            Content = source.Owner == own ? _database.FindSource(dataUri)!.Content : _behaviours.Default.Content with { Mode = source.Mode, Databases = source.Databases },
            Windows = RestoreSource.Windows(source, dataUri, archiveUri),
        };
    }
}
