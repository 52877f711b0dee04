namespace Obshell.Simulator;

/// <summary>The four nodes of <c>Obcluster start ... backup</c>, with the log lines of the captures (PROTOCOL-BACKUP 4).</summary>
internal sealed class StartBackupTask
{
    private readonly BackupRequest _request;
    private readonly BackupDatabase _database;
    private readonly IReadOnlyList<Tenant> _tenants;

    public StartBackupTask(BackupRequest request, BackupDatabase database, IReadOnlyList<Tenant> tenants)
    {
        _request = request;
        _database = database;
        _tenants = tenants;
    }

    public static string NameFor(BackupRequest request, Tenant? tenant) =>
        $"Obcluster start {(request.IsFull ? "full" : "increment")} backup{(tenant is null ? "" : " for " + tenant.Name)}";

    /// <summary>A rollback undoes nothing: the backup continues (trap B11).</summary>
    public IReadOnlyList<NodePlan> Plan(IReadOnlyList<SimulatedAgent> agents) =>
    [
        new("Check destination", NodePlan.Nothing, NodePlan.Nothing) { Agents = agents },
        new("Open archive log", OpenArchive, NodePlan.Nothing),
        new("Start backup", Start, NodePlan.Nothing),
        new("Wait backup Finish", WaitFinish, NodePlan.Nothing),
    ];

    private static string Show(Tenant tenant) => $"{tenant.Name}({tenant.Id})";

    private IEnumerable<int> OpenArchive(SubTaskRun run)
    {
        foreach (var tenant in _tenants)
        {
            var archive = _database.Of(tenant).Archive;
            if (archive.Status is not ("" or "STOP" or "STOPPING" or "SUSPEND" or "SUSPENDING"))
                continue;
            run.Log($"Open archive log of {Show(tenant)}");
            var statements = _database.Statements(tenant, run.Now);
            if (archive.Status.StartsWith("SUSPEND", StringComparison.Ordinal))
                statements.EnableArchive();
            else
                statements.OpenArchive();
        }
        foreach (var tenant in _tenants)
        {
            var archive = _database.Of(tenant).Archive;
            run.Log($"Archive log status of {Show(tenant)} is '{archive.Status}'");
            if (archive.Status is not ("DOING" or "INTERRUPTED"))
                run.Log($"Wait for {Show(tenant)} archive log to be 'DOING'");
            while (archive.Status != "DOING")
            {
                if (archive.Status == "INTERRUPTED")
                    throw new AgentException(ErrorCodes.Unexpected.With($"tenant {Show(tenant)} archive log interrupted"));
                yield return 1;
            }
        }
    }

    private IEnumerable<int> Start(SubTaskRun run)
    {
        var mode = _request.IsFull ? "full" : "incremental";
        foreach (var tenant in _tenants)
        {
            run.Log($"Start {mode} backup of {Show(tenant)}");
            try
            {
                _database.Statements(tenant, run.Now).Backup(_request);
            }
            catch (MySqlException e)
            {
                throw new MySqlException($"start {mode} backup: {e.Message}");
            }
        }
        yield break;
    }

    /// <summary>
    /// The agent only checks whether a job is running. It logs "finished" even if there is no job, or if the job has failed or was
    /// cancelled (trap B9).
    /// </summary>
    private IEnumerable<int> WaitFinish(SubTaskRun run)
    {
        foreach (var tenant in _tenants)
        {
            run.Log($"Wait {Show(tenant)} backup finish");
            while (_database.Of(tenant).Jobs.Running is not null)
                yield return 1;
            run.Log($"{Show(tenant)} backup finished");
        }
    }
}
