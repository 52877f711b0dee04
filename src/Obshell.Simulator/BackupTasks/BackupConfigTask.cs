using System.Globalization;

namespace Obshell.Simulator;

/// <summary>
/// The two nodes of <c>Set obcluster backup config</c>, with the log lines of the captures (PROTOCOL-BACKUP 2). The task stops the log
/// archive and does not start it again (trap B1).
/// </summary>
internal sealed class BackupConfigTask
{
    private readonly BackupConfigRequest _request;
    private readonly BackupDatabase _database;
    private readonly IReadOnlyList<Tenant> _tenants;
    private readonly int _clusterId;

    public BackupConfigTask(BackupConfigRequest request, BackupDatabase database, IReadOnlyList<Tenant> tenants, int clusterId)
    {
        _request = request;
        _database = database;
        _tenants = tenants;
        _clusterId = clusterId;
    }

    /// <summary>The name contains obcluster even if the request is for a single tenant.</summary>
    public static string NameFor(Tenant? tenant) => "Set obcluster backup config" + (tenant is null ? "" : " for " + tenant.Name);

    public IReadOnlyList<NodePlan> Plan(IReadOnlyList<SimulatedAgent> agents) =>
        [new("Check backup config", Check, NodePlan.Nothing) { Agents = agents }, new("Set backup config", Set)];

    private static string Show(Tenant tenant) => $"{tenant.Name}({tenant.Id})";

    private IEnumerable<int> Check(SubTaskRun run)
    {
        CheckPath(run, "archive", _request.ArchiveUri);
        CheckPath(run, "data", _request.DataUri);
        yield break;
    }

    private void CheckPath(SubTaskRun run, string which, string? uri)
    {
        run.Log($"Check {which} path for all tenants");
        if (uri is null)
        {
            run.Log("Path is empty, skip check");
            return;
        }
        try
        {
            var parsed = StorageUri.Parse(uri);
            run.Log($"Storage type is '{parsed.Scheme}'");
            foreach (var tenant in _tenants)
            {
                run.Log($"Check '{tenant.Name}' wirte permission");
                if (WriteFault(parsed, tenant) is { } fault)
                    throw new AgentException(ErrorCodes.Unexpected.With($"check {which} path: check write permission: {fault}"));
            }
        }
        catch (AgentException e) when (e.Error.Code == ErrorCodes.StorageUriInvalid)
        {
            throw new AgentException(e.Error.Wrap("get archive storage interface").Wrap($"check {which} path"));
        }
    }

    /// <summary>
    /// The write check. The agent creates the folders of a file URI, so a wrong path passes the check (trap B19). A path below a file does
    /// not pass.
    /// </summary>
    private string? WriteFault(StorageUri uri, Tenant tenant)
    {
        var unreachable = _database.BehaviourOf(tenant).DestinationUnreachable;
        if (uri.Scheme != "file")
            return unreachable ? "dial tcp: i/o timeout" : null;
        return uri.Folder.StartsWith("/dev/null", StringComparison.Ordinal) ? "mkdir /dev/null: not a directory" : unreachable ? $"mkdir {uri.Folder}: input/output error" : null;
    }

    private IEnumerable<int> Set(SubTaskRun run)
    {
        if (_request.LogArchiveConcurrency is { } concurrency)
        {
            foreach (var wait in CloseArchive(run))
                yield return wait;
            foreach (var tenant in _tenants)
            {
                run.Log($"Set log archive concurrency to '{concurrency}' for {Show(tenant)}");
                Statements(tenant, run).SetParameter("log_archive_concurrency", concurrency.ToString(CultureInfo.InvariantCulture));
            }
        }
        if (_request.ArchiveUri is { } archive)
        {
            foreach (var wait in CloseArchive(run))
                yield return wait;
            SetArchive(run, StorageUri.Parse(archive));
        }
        if (_request.ArchiveLagTarget is { } target)
        {
            run.Log($"Set archive lag target to {target}");
            foreach (var tenant in _tenants)
                Statements(tenant, run).SetParameter("archive_lag_target", target);
        }
        if (_request.DataUri is { } data)
        {
            foreach (var wait in SetData(run, StorageUri.Parse(data)))
                yield return wait;
        }
        foreach (var tenant in _tenants)
            SetTheRest(run, tenant);
    }

    private BackupStatements Statements(Tenant tenant, SubTaskRun run) => _database.Statements(tenant, run.Now);

    private IEnumerable<int> CloseArchive(SubTaskRun run)
    {
        foreach (var tenant in _tenants)
        {
            if (_database.Of(tenant).Archive.Status is not ("" or "STOP"))
            {
                run.Log($"Close archive log for {Show(tenant)}");
                Statements(tenant, run).CloseArchive();
            }
            run.Log($"Archive log has been closed for {Show(tenant)}");
        }
        foreach (var tenant in _tenants)
        {
            run.Log($"Wait for {Show(tenant)} to close archive log");
            run.Log($"Wait for {Show(tenant)} archive log to be 'STOP'");
            while (_database.Of(tenant).Archive.Status is not ("" or "STOP"))
                yield return 1;
            run.Log($"Archive log has been closed for {Show(tenant)}");
        }
    }

    private void SetArchive(SubTaskRun run, StorageUri uri)
    {
        var options = "";
        if (_request.Binding is { } binding)
        {
            run.Log($"Set log archive dest binding to {binding}");
            options += " BINDING=" + binding;
        }
        if (_request.PieceSwitchInterval is { } piece)
        {
            run.Log($"Set log archive dest piece switch interval to {piece}");
            options += " PIECE_SWITCH_INTERVAL=" + piece;
        }
        foreach (var tenant in _tenants)
        {
            var below = Below(tenant, "clog");
            run.Log($"Set log archive dest for {Show(tenant)}");
            run.Log($"URI is '{uri.Shown(below)}'");
            try
            {
                Statements(tenant, run).SetArchiveDestination(uri.Statement(below), uri.Shown(below), options);
            }
            catch (MySqlException e)
            {
                throw new MySqlException("set log archive: " + e.Message);
            }
        }
    }

    private IEnumerable<int> SetData(SubTaskRun run, StorageUri uri)
    {
        foreach (var tenant in _tenants)
        {
            run.Log($"Set data backup dest for {Show(tenant)}");
            var jobs = _database.Of(tenant).Jobs;
            if (jobs.Running is not null)
            {
                // trap B2
                Statements(tenant, run).CancelBackup();
                run.Log($"Wait {Show(tenant)} backup finish");
                while (jobs.Running is not null)
                    yield return 1;
                run.Log($"{Show(tenant)} backup finished");
            }
            var below = Below(tenant, "data");
            run.Log($"URI is '{uri.Shown(below)}'");
            try
            {
                Statements(tenant, run).SetDataDestination(uri.Statement(below), uri.Shown(below));
            }
            catch (MySqlException e)
            {
                throw new MySqlException("set data backup dest: " + e.Message);
            }
        }
    }

    private void SetTheRest(SubTaskRun run, Tenant tenant)
    {
        if (_request.HaLowThreadScore is { } score)
        {
            run.Log($"Set ha low thread score for {Show(tenant)} to {score}");
            Statements(tenant, run).SetParameter("ha_low_thread_score", score.ToString(CultureInfo.InvariantCulture));
        }
        if (_request.HasDeletePolicy)
        {
            run.Log($"Set delete policy to {{default {_request.RecoveryWindow}}} for {Show(tenant)}");
            Statements(tenant, run).SetDeletePolicy(_request.RecoveryWindow);
        }
    }

    private string Below(Tenant tenant, string folder) =>
        _request.IsCluster ? string.Create(CultureInfo.InvariantCulture, $"/{_clusterId}/{tenant.Id}/{folder}") : "/";
}
