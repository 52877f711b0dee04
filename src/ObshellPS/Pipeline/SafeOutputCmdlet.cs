using System.Management.Automation;
using Obshell.Client.Display;

namespace ObshellPS.Pipeline;

/// <summary>
/// Cleans all texts that a cmdlet shows: messages, questions, progress. They can contain text from agents. Such text must not control the
/// terminal, reverse the direction of text or add lines to a question. These methods hide PowerShell's methods, so every cmdlet uses them.
/// </summary>
public abstract class SafeOutputCmdlet : PSCmdlet
{
    internal new void WriteVerbose(string text) => base.WriteVerbose(VisibleText.OneLine(text));

    /// <summary>Writes a debug message and keeps its line breaks, because bodies of requests and answers have several lines.</summary>
    internal new void WriteDebug(string text) => base.WriteDebug(VisibleText.Of(text));

    internal new void WriteWarning(string text) => base.WriteWarning(VisibleText.OneLine(text));

    internal new void WriteInformation(object messageData, string[] tags) =>
        base.WriteInformation(messageData is string text ? VisibleText.OneLine(text) : messageData, tags);

    internal new void WriteError(ErrorRecord record) => base.WriteError(Shown(record));

    internal new void ThrowTerminatingError(ErrorRecord record) => base.ThrowTerminatingError(Shown(record));

    internal new void WriteProgress(ProgressRecord record)
    {
        record.Activity = VisibleText.OneLine(record.Activity);
        record.StatusDescription = VisibleText.OneLine(record.StatusDescription);
        record.CurrentOperation = record.CurrentOperation is { } operation ? VisibleText.OneLine(operation) : null;
        base.WriteProgress(record);
    }

    internal new bool ShouldProcess(string target, string action) => ShouldProcess(target, action, out _);

    /// <summary>Asks with PowerShell's wording in the language of the session: PowerShell 7 itself has only English texts.</summary>
    internal bool ShouldProcess(string target, string action, out ShouldProcessReason reason)
    {
        string performing = VisibleText.OneLine(PipelineTexts.FormatPerforming(action, target));
        return base.ShouldProcess(performing, PipelineTexts.Sure + System.Environment.NewLine + performing, PipelineTexts.Confirm, out reason);
    }

    internal new bool ShouldContinue(string question, string caption, ref bool yesToAll, ref bool noToAll) =>
        base.ShouldContinue(VisibleText.OneLine(question), VisibleText.OneLine(caption), ref yesToAll, ref noToAll);

    /// <summary>Writes a warning directly to the host, because after a stop the pipeline accepts no more output.</summary>
    private protected void TellHost(string text)
    {
        try
        {
            Host?.UI?.WriteWarningLine(VisibleText.OneLine(text));
        }
        catch (System.Exception e) when (e is PSNotSupportedException or System.NotImplementedException or System.InvalidOperationException)
        {
            // The host has no screen.
        }
    }

    /// <summary>
    /// Cleans the texts of an error record. The target object itself stays unchanged for scripts; only the name that is shown for it is
    /// cleaned.
    /// </summary>
    private static ErrorRecord Shown(ErrorRecord record)
    {
        record.CategoryInfo.TargetName = VisibleText.OneLine(record.CategoryInfo.TargetName);
        if (record.ErrorDetails is { } details)
        {
            record.ErrorDetails = new ErrorDetails(VisibleText.Of(details.Message)) { RecommendedAction = VisibleText.Of(details.RecommendedAction) };
        }

        return record;
    }
}
