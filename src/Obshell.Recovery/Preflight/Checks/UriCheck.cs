using Obshell.Client;
using Obshell.Client.Secrets;
using Obshell.Client.Storage;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks;

/// <summary>What agents take and OceanBase then cannot read.</summary>
internal sealed class UriCheck : PreflightCheck
{
    /// <summary>What follows the parameter in the name of the finding.</summary>
    public const string Suffix = "Grammar";

    private readonly string parameter;
    private readonly StorageUri? uri;

    public UriCheck(PreflightFacts facts, string parameter, StorageUri? uri)
        : base(facts)
    {
        this.parameter = parameter;
        this.uri = uri;
    }

    public override void Judge()
    {
        string name = parameter + Suffix;
        if (uri is null)
        {
            if (parameter == "ArchiveLogUri" && !Request.HasPoint && !Open.Has(parameter))
            {
                Add(
                    name, PreflightVerdict.Warning, "No place of archived logs is given. Without it only a backup taken PLUS ARCHIVELOG can be restored, to its own end.", "",
                    "Name the place of the logs, unless the backup was taken so.", parameter);
            }

            return;
        }

        if (uri.Reveal().Length == 0 || uri.FindFault() is not null)
        {
            return;
        }

        IReadOnlyList<StorageFinding> found = StorageRules.Judge(uri);
        foreach (StorageFinding finding in found)
        {
            PreflightVerdict verdict = finding.Severity switch
            {
                StorageSeverity.Refused => PreflightVerdict.Failed,
                StorageSeverity.Unknown => PreflightVerdict.Unknown,
                StorageSeverity.Doubtful => PreflightVerdict.Warning,
            };
            Add(
                name, verdict, Redactor.CleanByForm(finding.Text), "",
                verdict == PreflightVerdict.Failed ? "Correct the URI. The agent would accept the restore, and it would fail when OceanBase reads the backup." : "Check the URI.", parameter);
        }

        if (found.Count == 0)
        {
            AddPassed(name, $"A well-formed {uri.Scheme}:// URI.", parameter, parameter);
        }
    }
}
