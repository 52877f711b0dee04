using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Secrets;
using Obshell.Recovery;
using Obshell.Recovery.Plans.Format;

namespace ObshellPS.Plans;

/// <summary>Reads the file of a plan.</summary>
internal static class PlanFile
{
    /// <exception cref="ObshellInputException">The file does not exist, cannot be opened, or is not a plan.</exception>
    public static RecoveryPlan Read(string path, Func<string, string> resolve)
    {
        string full;
        string text;
        try
        {
            full = resolve(path);
            text = File.ReadAllText(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or RuntimeException or NotSupportedException or ArgumentException)
        {
            throw new ObshellInputException(new InputFault("RecoveryPlanNotFound", "Path", Listing.Sentences(
                e is FileNotFoundException or DirectoryNotFoundException or SessionStateException
                    ? RecoveryPlanTexts.FormatFileMissing(Redactor.CleanByForm(path))
                    : RecoveryPlanTexts.FormatFileUnreadable(Redactor.CleanByForm(path), Redactor.CleanByForm(e.Message)),
                RecoveryPlanTexts.AdvicePlanPath)));
        }

        return PlanReader.Read(full, text);
    }
}
