using Obshell.Client;
using Obshell.Client.Backups;
using Obshell.Client.Errors;
using Obshell.Client.Restores.Requests;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks;

/// <summary>Whether the backup reaches the point.</summary>
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
            AddPassedExcept(Name, "", ["the place of the backup"], parameter);
            return;
        }

        if (Backup.Windows.Value is not { } windows)
        {
            ObshellException fault = Backup.Windows.Fault!;
            Add(
                Name, PreflightVerdict.Unknown,
                fault switch
                {
                    ObshellInputException => "Not asked: the URIs must be corrected first.",
                    ObshellApiException { ErrorCode: ErrorCodes.WithoutObAdmin } => $"{fault.Agent} has no ob_admin, the tool that looks into backups.",
                    _ => "The backup could not be looked into: " + Masked(fault.Message),
                },
                "",
                fault is ObshellApiException api && BackupFault.AdviceFor(api) is { } advice ? advice
                    : fault is ObshellApiException { ErrorCode: ErrorCodes.WithoutObAdmin }
                    ? "Install ob_admin in the bin folder beside an agent, or make sure by the records of the backup that it reaches the point."
                    : "Make sure by the records of the backup that it reaches the point.",
                parameter);
            return;
        }

        string told = windows.Length == 0 ? "The backup has no window." : "The backup can be restored from " + string.Join(", ", windows.Select(w => w.ToString())) + ".";
        if (Open.Has(RestoreField.PointQuestion))
        {
            Add(Name, PreflightVerdict.Unknown, "Not checked: it is not settled which point is meant. " + told, "", SettleFirst, parameter);
            return;
        }

        if (Request.Until is not { } point)
        {
            Add(
                Name, windows.Length == 0 ? PreflightVerdict.Unknown : PreflightVerdict.Passed,
                windows.Length == 0 ? told + " A set taken PLUS ARCHIVELOG has none and can be restored to its own end." : told + " Its newest point is asked for.", "",
                windows.Length == 0 ? "Make sure that the backup was taken so." : "", parameter);
            return;
        }

        bool?[] inside = [.. windows.Select(w => w.Contains(point))];
        if (inside.Contains(true))
        {
            AddPassed(Name, $"{point.Utc} lies within a window. {told}", parameter);
        }
        else if (inside.Contains(null))
        {
            Add(Name, PreflightVerdict.Unknown, $"{point.Utc} lies within the microsecond at the end of a window that agents cut off. {told}", "", "Choose a point one microsecond further in.", parameter);
        }
        else
        {
            Add(
                Name, PreflightVerdict.Failed, $"{point.Utc} lies outside. {told}", ErrorCodes.RestoreTimeNotValid,
                "Choose a point within a window. The agent would accept the restore and fail it in stage 1.", parameter);
        }
    }
}
