using Obshell.Client;
using Obshell.Client.Secrets;

namespace Obshell.Recovery.Preflight.Facts;

/// <summary>The data for the checks of one preflight, and their findings.</summary>
internal sealed class PreflightFacts
{
    public PreflightFacts(TenantRestoreRequest request, IReadOnlyList<InputFault> faults, ClusterReadings cluster, BackupReadings backup, Redactor redactor)
    {
        Request = request;
        Faults = faults;
        Open = new OpenQuestions(request, faults);
        Cluster = cluster;
        Backup = backup;
        Redactor = redactor;
        Unread = new UnreadChecks(Findings);
    }

    public TenantRestoreRequest Request { get; }

    public IReadOnlyList<InputFault> Faults { get; }

    public OpenQuestions Open { get; }

    public ClusterReadings Cluster { get; }

    public BackupReadings Backup { get; }

    public Redactor Redactor { get; }

    public List<PreflightFinding> Findings { get; } = [];

    public UnreadChecks Unread { get; }
}
