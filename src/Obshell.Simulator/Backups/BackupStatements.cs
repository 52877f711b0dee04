using System.Globalization;

namespace Obshell.Simulator;

/// <summary>
/// The statements that the agent sends for a tenant's backup. Like the agent, this class does not escape values (trap B6).
/// </summary>
internal sealed class BackupStatements
{
    private readonly SqlRecord _sql;
    private readonly BackupDatabase _database;
    private readonly Tenant _tenant;
    private readonly DateTimeOffset _now;

    public BackupStatements(SqlRecord sql, BackupDatabase database, Tenant tenant, DateTimeOffset now)
    {
        _sql = sql;
        _database = database;
        _tenant = tenant;
        _now = now;
    }

    private BackupState State => _database.Of(_tenant);

    private BackupBehaviour Behaviour => _database.BehaviourOf(_tenant);

    /// <exception cref="MySqlException">OceanBase refuses the statement.</exception>
    public void Backup(BackupRequest request)
    {
        var encryption = request.Encryption.Length == 0 ? "" : $"SET ENCRYPTION ON IDENTIFIED BY \"{request.Encryption.Replace("\"", "\\\"", StringComparison.Ordinal)}\" ONLY; ";
        _sql.Add($"{encryption}ALTER SYSTEM BACKUP {(request.IsFull ? "" : "INCREMENTAL ")}TENANT = {_tenant.Name}{(request.PlusArchive ? " PLUS ARCHIVELOG" : "")}");
        var jobs = State.Jobs;
        if (jobs.Running is null && _database.Begin(_tenant).SqlError is { } error)
            throw new MySqlException(error);
        // An incremental backup needs an earlier full backup.
        var isFull = request.IsFull || !jobs.All.Exists(j => j.Type == "FULL" && j.Status == "COMPLETED");
        jobs.Start(new BackupJob
        {
            JobId = jobs.All.Count + 1,
            Type = isFull ? "FULL" : "INC",
            PlusArchivelog = request.PlusArchive,
            EncryptionMode = request.Encryption.Length > 0 ? "PASSWORD" : "NONE",
            Path = StorageUri.Place(State.DataUri),
            StartedAt = _now,
        }, Behaviour);
    }

    public void CancelBackup()
    {
        _sql.Add($"ALTER SYSTEM CANCEL BACKUP TENANT = {_tenant.Name};");
        State.Jobs.Cancel(_now);
    }

    public void OpenArchive()
    {
        _sql.Add($"ALTER SYSTEM ARCHIVELOG TENANT = {_tenant.Name};");
        State.Archive.Open(StorageUri.Place(State.ArchiveUri), _now);
    }

    public void CloseArchive()
    {
        _sql.Add($"ALTER SYSTEM NOARCHIVELOG TENANT = {_tenant.Name};");
        State.Archive.Close(_now, Behaviour.ArchiveLag);
    }

    public void EnableArchive()
    {
        DestinationState("ENABLE");
        State.Archive.Enable(_now, Behaviour.ArchiveLag);
    }

    public void DeferArchive()
    {
        DestinationState("DEFER");
        State.Archive.Defer(_now, Behaviour.ArchiveLag);
    }

    private void DestinationState(string state) => _sql.Add($"ALTER SYSTEM SET LOG_ARCHIVE_DEST_STATE='{state}' TENANT = {_tenant.Name};");

    /// <param name="uri">The URI with keys.</param>
    /// <param name="shown">The URI without keys.</param>
    /// <param name="options">BINDING and PIECE_SWITCH_INTERVAL, each with a leading blank.</param>
    /// <exception cref="MySqlException">OceanBase refuses the statement.</exception>
    public void SetArchiveDestination(string uri, string shown, string options)
    {
        _sql.Add($"ALTER SYSTEM SET LOG_ARCHIVE_DEST = 'LOCATION={uri}{options}' TENANT = {_tenant.Name};");
        if (options.EndsWith('='))
            throw new MySqlException("Error 1210 (HY000): Invalid argument");
        RefuseQuote(uri);
        if (Behaviour.DestinationError is { } error)
            throw new MySqlException(error);
        State.ArchiveUri = shown.TrimEnd('/');
        State.Archive.IsDeferred = false;
    }

    /// <exception cref="MySqlException">OceanBase refuses the statement.</exception>
    public void SetDataDestination(string uri, string shown)
    {
        _sql.Add($"ALTER SYSTEM SET DATA_BACKUP_DEST = '{uri}' TENANT = {_tenant.Name};");
        RefuseQuote(uri);
        if (Behaviour.DestinationError is { } error)
            throw new MySqlException(error);
        State.DataUri = shown.TrimEnd('/');
    }

    /// <summary>A quote in the URI ends the SQL string. OceanBase's error contains the rest of the URI, including keys (trap B6).</summary>
    private static void RefuseQuote(string uri)
    {
        if (uri.IndexOf('\'', StringComparison.Ordinal) is var at and >= 0)
            throw new MySqlException($"Error 1064 (42000): You have an error in your SQL syntax; check the manual that corresponds to your OceanBase version for the right syntax to use near '{uri[(at + 1)..]}'");
    }

    public void SetParameter(string name, string value)
    {
        _sql.Add($"ALTER SYSTEM SET {name.ToUpperInvariant()} = '{value}' TENANT = {_tenant.Name};");
        State.Parameters[name] = value;
    }

    /// <summary>Drops the old policy, then adds the new one. If OceanBase refuses it, the tenant has no policy (trap B22).</summary>
    /// <exception cref="MySqlException">OceanBase refuses the statement.</exception>
    public void SetDeletePolicy(string window)
    {
        if (State.RecoveryWindow is not null)
        {
            _sql.Add($"ALTER SYSTEM DROP DELETE BACKUP POLICY 'default' TENANT = {_tenant.Name};");
            State.RecoveryWindow = null;
        }
        _sql.Add($"ALTER SYSTEM ADD DELETE BACKUP POLICY 'default' RECOVERY_WINDOW '{window}' TENANT = {_tenant.Name};");
        if (window.Length < 2 || !"smhd".Contains(window[^1], StringComparison.Ordinal) || !int.TryParse(window[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            throw new MySqlException("Error 1210 (HY000): Invalid argument");
        State.RecoveryWindow = window;
    }
}
