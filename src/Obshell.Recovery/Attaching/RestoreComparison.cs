using System.Globalization;
using Obshell.Client;
using Obshell.Client.Secrets;
using Obshell.Client.Storage;

namespace Obshell.Recovery.Attaching;

/// <summary>
/// Compares an existing restore with a request. If the request contains a point, the job must have the same point, to the nanosecond. A
/// request without a point asks for the newest point. OceanBase replaces "newest" with a number, so the job looks like a restore to a
/// requested point (PROTOCOL 4.10). Such a restore is accepted, with a note for the user: otherwise a runbook that asks for the newest
/// point could never find its own restore. If the agent's log shows that a point was requested, the restore is not accepted.
/// </summary>
internal sealed class RestoreComparison
{
    private readonly List<string> differences = [];
    private readonly List<string> unknown = [];

    private readonly Redactor redactor;

    private RestoreComparison(Redactor redactor) => this.redactor = redactor;

    /// <summary>The differences that are certain. Each item is one sentence.</summary>
    public IReadOnlyList<string> Differences => differences;

    /// <summary>The names of values that are needed for the comparison but are not known.</summary>
    public IReadOnlyList<string> Unknown => unknown;

    /// <summary>What is not certain although nothing differs, as a sentence; empty when everything is certain.</summary>
    public string Doubt { get; private set; } = "";

    /// <param name="request">The requested restore.</param>
    /// <param name="dag">The DAG of the existing restore, with details.</param>
    /// <param name="job">The job of the existing restore, from the list of jobs; null while the job does not exist.</param>
    /// <param name="redactor">
    /// The redactor that masked the job's texts. It masks the request's texts in the same way before the comparison.
    /// </param>
    public static RestoreComparison Of(TenantRestoreRequest request, AgentDag dag, RestoreOverview? job, Redactor redactor)
    {
        var comparison = new RestoreComparison(redactor);
        comparison.Compare(AttachingTexts.DataBackup, request.DataBackupUri, job?.BackupDataUri, AttachingTexts.FormatDataBackupDiffers);

        // Without a log archive the agent passes the data URI to OceanBase twice (PROTOCOL 4.6). OceanBase may report it only once.
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

    /// <summary>
    /// The point that stage 1 of the DAG compared with the restore windows. Null when the agent has no ob_admin, or the request contained
    /// no point.
    /// </summary>
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
        // The job's point is compared with the requested point. If the job's point is not known, the checked point is compared. But an
        // equal checked point proves nothing, because OceanBase may restore to another point (trap 2).
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
