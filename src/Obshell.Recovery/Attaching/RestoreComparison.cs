using System.Globalization;
using Obshell.Client;
using Obshell.Client.Secrets;
using Obshell.Client.Storage;

namespace Obshell.Recovery.Attaching;

/// <summary>
/// Is an existing restore the one that is asked for? A point that is asked for must be the job's own, to the nanosecond. Where none
/// is asked for, the newest is meant, and the agent never reports that: a job has the number to which OceanBase resolved it, like
/// any point that was named (PROTOCOL 4.10). Such a restore is taken, or a runbook that asks for the newest could never find its own
/// again; but not silently, and not where the agent's log shows that a point was named.
/// </summary>
internal sealed class RestoreComparison
{
    private readonly List<string> differences = [];
    private readonly List<string> unknown = [];

    private readonly Redactor redactor;

    private RestoreComparison(Redactor redactor) => this.redactor = redactor;

    /// <summary>What differs for certain, a sentence each.</summary>
    public IReadOnlyList<string> Differences => differences;

    /// <summary>What must be known and is not, in words for a list.</summary>
    public IReadOnlyList<string> Unknown => unknown;

    /// <summary>What remains in doubt when nothing differs: a sentence, or empty.</summary>
    public string Doubt { get; private set; } = "";

    /// <param name="request">What is asked for.</param>
    /// <param name="dag">The DAG of the restore that is there, with details.</param>
    /// <param name="job">Its job from the list of jobs; null while it does not exist.</param>
    /// <param name="redactor">What the job's texts went through: what it took out there is taken out of the request's too.</param>
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

    /// <summary>The point that stage 1 held against the windows; null where the agent had no ob_admin, or no point.</summary>
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
        // That the point was checked proves another one, but not the same: what OceanBase was sent need not be it (trap 2).
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
