namespace Obshell.Simulator;

/// <summary>What can be restored: the backups that a test added, and those that tenants of this simulator and of others have made.</summary>
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

    /// <summary>Publishes this simulator's backups to the others. Does nothing without a shared store.</summary>
    public void Share() => _store?.Write(_database.Stored(_store.Owner, _clusterName));

    public Backup? Find(string dataUri, string archiveUri) =>
        _given.Find(b => b.DataUri == dataUri && (b.ArchiveUri is null || b.ArchiveUri == archiveUri)) ?? FindPlace(dataUri, archiveUri);

    /// <summary>The backup of a tenant at this destination; null when there is none, or when a test has set what is there.</summary>
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
            // Users and passwords of another simulator's tenant are not stored; they are those of any restored tenant here.
            Content = source.Owner == own ? _database.FindSource(dataUri)!.Content : _behaviours.Default.Content with { Mode = source.Mode, Databases = source.Databases },
            Windows = RestoreSource.Windows(source, dataUri, archiveUri),
        };
    }
}
