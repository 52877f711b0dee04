using Obshell.Client;
using Obshell.Client.Backups;
using Obshell.Client.Display;
using Obshell.Client.Errors;
using Obshell.Client.Restores.Requests;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks;

/// <summary>The backup can be restored to the requested point.</summary>
internal sealed class WindowCheck : PreflightCheck
{
    /// <summary>Name of the finding.</summary>
    public const string Name = "RestoreWindow";

    public WindowCheck(PreflightFacts facts)
        : base(facts)
    {
    }

    public override void Judge()
    {
        string parameter = Request.HasPoint ? Request.PointParameter : "DataBackupUri";
        if (Open.Has("DataBackupUri") || Open.Has("ArchiveLogUri"))
        {
            AddPassedExcept(Name, "", [PreflightTexts.PartBackupPlace], parameter);
            return;
        }

        if (Backup.Windows.Value is not { } windows)
        {
            JudgeUnread(Backup.Windows.Fault!, parameter);
            return;
        }

        string known = windows.Length == 0 ? PreflightTexts.WindowNone : PreflightTexts.FormatWindowList(Listing.Of(windows.Select(w => w.ToString())));
        if (Open.Has(RestoreField.PointQuestion))
        {
            Add(Name, PreflightVerdict.Unknown, Listing.Sentences(PreflightTexts.WindowPointUnsettled, known), "", PreflightTexts.AdviceSettleFirst, parameter);
            return;
        }

        if (Request.Until is not { } point)
        {
            Add(
                Name, windows.Length == 0 ? PreflightVerdict.Unknown : PreflightVerdict.Passed,
                Listing.Sentences(known, windows.Length == 0 ? PreflightTexts.WindowNoneNewest : PreflightTexts.WindowNewest), "",
                windows.Length == 0 ? PreflightTexts.AdviceWindowNone : "", parameter);
            return;
        }

        bool?[] inside = [.. windows.Select(w => w.Contains(point))];
        if (inside.Contains(true))
        {
            AddPassed(Name, Listing.Sentences(PreflightTexts.FormatWindowInside(point.Utc), known), parameter);
        }
        else if (inside.Contains(null))
        {
            Add(Name, PreflightVerdict.Unknown, Listing.Sentences(PreflightTexts.FormatWindowEdge(point.Utc), known), "", PreflightTexts.AdviceWindowEdge, parameter);
        }
        else
        {
            Add(
                Name, PreflightVerdict.Failed, Listing.Sentences(PreflightTexts.FormatWindowOutside(point.Utc), known), ErrorCodes.RestoreTimeNotValid,
                PreflightTexts.AdviceWindowOutside, parameter);
        }
    }

    /// <summary>
    /// Reports that the restore windows could not be read. If the reason is not about the backup, another check has usually reported it
    /// already.
    /// </summary>
    private void JudgeUnread(ObshellException fault, string parameter)
    {
        var api = fault as ObshellApiException;
        string? advice = api is null ? null
            : BackupFault.AdviceFor(api) ?? (api.ErrorCode == ErrorCodes.WithoutObAdmin ? PreflightTexts.AdviceObAdmin : null);
        bool isOfAgent = ReferenceEquals(fault, Cluster.Unfinished.Fault) || (advice is null && fault is not ObshellInputException);
        if (isOfAgent && IsReported(Name, fault))
        {
            return;
        }

        Add(
            Name, PreflightVerdict.Unknown,
            fault is ObshellInputException ? PreflightTexts.WindowUrisFirst
                : api?.ErrorCode == ErrorCodes.WithoutObAdmin ? PreflightTexts.FormatWindowWithoutObAdmin(api.Agent)
                : PreflightTexts.FormatWindowUnread(Masked(fault.Message)),
            "", advice ?? PreflightTexts.AdviceBackupRecords, parameter);
    }
}
