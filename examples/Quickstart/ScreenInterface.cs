using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace ObshellPS.Quickstart;

/// <summary>Prints every stream; a progress bar becomes one line a change, so that it can be read afterwards.</summary>
internal sealed class ScreenInterface : PSHostUserInterface
{
    private readonly TerminalScreen screen;
    private string lastProgress = "";

    public ScreenInterface(TerminalScreen screen) => this.screen = screen;

    public override PSHostRawUserInterface RawUI { get; } = new ScreenSize();

    public override void Write(string value) => screen.Write(LineKind.Output, value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => screen.Write(LineKind.Output, value);

    public override void WriteLine(string value) => screen.Write(LineKind.Output, value + "\n");

    public override void WriteErrorLine(string value) => screen.Write(LineKind.Error, value + "\n");

    public override void WriteDebugLine(string message) => screen.Line(LineKind.Verbose, "DEBUG: " + message);

    public override void WriteVerboseLine(string message) => screen.Line(LineKind.Verbose, "VERBOSE: " + message);

    public override void WriteWarningLine(string message) => screen.Line(LineKind.Warning, "WARNING: " + message);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        string text = record.RecordType == ProgressRecordType.Completed
            ? ""
            : $"[{new string('#', Math.Max(0, record.PercentComplete) / 5),-20}] {record.Activity}: {record.StatusDescription}"
                + (string.IsNullOrEmpty(record.CurrentOperation) ? "" : ", " + record.CurrentOperation);
        if (text.Length > 0 && text != lastProgress)
        {
            screen.Line(LineKind.Progress, text);
        }

        lastProgress = text;
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw NoQuestions();

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => throw NoQuestions();

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw NoQuestions();

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw NoQuestions();

    public override string ReadLine() => throw NoQuestions();

    public override SecureString ReadLineAsSecureString() => throw NoQuestions();

    private static NotSupportedException NoQuestions() => new("The quick start asks nothing.");
}
