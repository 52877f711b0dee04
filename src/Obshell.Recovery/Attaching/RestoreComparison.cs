using System.Globalization;
using Obshell.Client;
using Obshell.Client.Secrets;
using Obshell.Client.Storage;

namespace Obshell.Recovery.Attaching;

/// <summary>
/// Whether an existing restore is the requested one. When the request names a point, the job must have the same point, to the nanosecond.
/// A request without a point means the newest point, and the agent never reports that. The job then has the number to which OceanBase
/// resolved the point, as for any named point (PROTOCOL 4.10). Such a restore is accepted, because a runbook that requests the newest
/// point could otherwise never find its own restore again. But the user is informed, and the restore is not accepted when the agent's log
/// shows that a point was named.
/// </summary>
internal sealed class RestoreComparison
{
    private readonly List<string> differences = [];
    private readonly List<string> unknown = [];

    private readonly Redactor redactor;

    private RestoreComparison(Redactor redactor) => this.redactor = redactor;

    /// <summary>What differs with certainty. Each item is one sentence.</summary>
    public IReadOnlyList<string> Differences => differences;

    /// <summary>What must be known but is not known, in words for a list.</summary>
    public IReadOnlyList<string> Unknown => unknown;

    /// <summary>What is still not certain when nothing differs: a sentence, or empty.</summary>
    public string Doubt { get; private set; } = "";

    /// <param name="request">The requested restore.</param>
    /// <param name="dag">The DAG of the existing restore, with details.</param>
    /// <param name="job">The job of the existing restore, from the list of jobs; null while the job does not exist.</param>
    /// <param name="redactor">The redactor that masked the job's texts. It also masks the texts of the request, so that both can be compared.</param>
    public static RestoreComparison Of(TenantRestoreRequest request, AgentDag dag, RestoreOverview? job, Redactor redactor)
    {
        var comparison = new RestoreComparison(redactor);
        comparison.Compare(AttachingTexts.DataBackup, request.DataBackupUri, job?.BackupDataUri, AttachingTexts.FormatDataBackupDiffers);

        // Without an archive the agent gives the data URI twice (PROTOCOL 4.6), and OceanBase may report it once.
        if (request.ArchiveLogUri is not null || !string.IsNullOrEmpty(job?.BackupLogUri))
        {
            comparison.Compare(AttachingTexts.LogArchive, request.ArchiveLogUri ?? request.DataBackupUri, job?.BackupLogUri, AttachingTexts.FormatLogArchiveDiffers);
        }

        long? reported = job is { RestoreScn: > 0 } ? job.RestoreScn : null;
        if (request.Until is { } asked)
        {
            comparison.ComparePoint(asked, reported, CheckedPoint(dag));
        }
        else
        {
            comparison.CompareNewest(dag, reported, CheckedPoint(dag));
        }

        return comparison;
    }

    /// <summary>The point that stage 1 compared with the restore windows; null when the agent had no ob_admin, or there was no point.</summary>
    private static long? CheckedPoint(AgentDag dag)
    {
        const string Prefix = "Check restore time '";
        string? line = dag.LogLines().LastOrDefault(l => l.StartsWith(Prefix, StringComparison.Ordinal));
        return line is not null && long.TryParse(line.Substring(Prefix.Length).TrimEnd('\''), NumberStyles.None, CultureInfo.InvariantCulture, out long scn) && scn > 0 ? scn : null;
    }

    private void Compare(string what, StorageUri? asked, string? there, Func<object?, object?, string> differs)
    {
        if (asked is null || string.IsNullOrEmpty(there))
        {
            unknown.Add(what);
        }
        else if (!StoragePlaces.IsSame(redactor.Clean(asked.Reveal()), there!))
        {
            differences.Add(differs(there, asked.ToString()));
        }
    }

    private void ComparePoint(RestorePoint asked, long? reported, long? @checked)
    {
        // A checked point can prove that the points differ. It cannot prove that they are the same, because OceanBase may have received
        // another point (trap 2).
        if ((reported ?? @checked) is { } there && there != asked.Scn)
        {
            differences.Add(AttachingTexts.FormatPointDiffers(Show(there), Show(asked.Scn)));
        }
        else if (reported is null)
        {
            unknown.Add(AttachingTexts.PointInTime);
        }
    }

    private void CompareNewest(AgentDag dag, long? reported, long? @checked)
    {
        if (@checked is { } named)
        {
            differences.Add(AttachingTexts.FormatPointNamed(Show(named)));
        }
        else
        {
            Doubt = reported is { } scn ? AttachingTexts.FormatNewestOrNot(dag.Id, Show(scn)) : AttachingTexts.FormatNewestOrNotUnknown(dag.Id);
        }
    }

    private static string Show(long scn) => AttachingTexts.FormatPoint(RestorePoint.FromScn(scn).Utc, scn);
}
