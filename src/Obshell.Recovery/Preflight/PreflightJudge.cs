using Obshell.Client;
using Obshell.Client.Secrets;
using Obshell.Recovery.Preflight.Checks;
using Obshell.Recovery.Preflight.Checks.Room;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight;

/// <summary>
/// Makes the findings from the data that was read. This is a pure function. It checks every row of PROTOCOL 4.3, and also room on the
/// servers, storage URIs and the restore window, which the agent does not check.
/// </summary>
internal sealed class PreflightJudge
{
    private readonly PreflightFacts facts;

    public PreflightJudge(TenantRestoreRequest request, IReadOnlyList<InputFault> faults, ClusterReadings cluster, BackupReadings backup, Redactor redactor) =>
        facts = new PreflightFacts(request, faults, cluster, backup, redactor);

    public IReadOnlyList<PreflightFinding> Judge()
    {
        PreflightCheck[] checks =
        [
            new InputCheck(facts), new AgentCheck(facts), new VersionCheck(facts), new TenantCheck(facts), new PoolsLeftCheck(facts), new ZonesCheck(facts), new UnitConfigCheck(facts),
            new UnitNumberCheck(facts), new RegionCheck(facts), new ClusterLockCheck(facts), new TenantLockCheck(facts), new RoomCheck(facts),
            new UriCheck(facts, nameof(TenantRestoreRequest.DataBackupUri), facts.Request.DataBackupUri),
            new UriCheck(facts, nameof(TenantRestoreRequest.ArchiveLogUri), facts.Request.ArchiveLogUri), new PlacesCheck(facts), new WindowCheck(facts), new SourceCheck(facts),
        ];
        foreach (PreflightCheck check in checks)
        {
            check.Judge();
        }

        facts.Unread.Report();
        return facts.Findings;
    }
}
