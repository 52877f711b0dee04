using Obshell.Client;
using Obshell.Client.Secrets;
using Obshell.Client.Storage;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks;

/// <summary>Finds URIs that agents accept but OceanBase cannot read.</summary>
internal sealed class UriCheck : PreflightCheck
{
    /// <summary>The end of the finding's name. The name starts with the parameter.</summary>
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
                    name, PreflightVerdict.Warning, PreflightTexts.ArchiveLogUriMissing, "", PreflightTexts.AdviceArchiveLogUri, parameter);
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
                verdict == PreflightVerdict.Failed ? PreflightTexts.AdviceUriRefused : PreflightTexts.AdviceUriDoubtful, parameter);
        }

        if (found.Count == 0)
        {
            AddPassed(name, PreflightTexts.FormatUriWellFormed(uri.Scheme), parameter, parameter);
        }
    }
}
