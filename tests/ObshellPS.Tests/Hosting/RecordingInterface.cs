using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;

namespace ObshellPS.Tests.Hosting;

/// <summary>
/// Writes into a text, without colours. Unless <see cref="Says"/> or <see cref="Answer"/> is set, there is no user and every question
/// fails, as with -NonInteractive.
/// </summary>
public sealed partial class RecordingInterface : PSHostUserInterface
{
    private readonly Lock gate = new();
    private readonly StringBuilder text = new();

    public string Text
    {
        get
        {
            lock (gate)
            {
                return Colours().Replace(text.ToString(), "");
            }
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            text.Clear();
        }
    }

    public void Reset()
    {
        Clear();
        (Says, Answer, ShowsColours) = (null, null, false);
        (RawUI.BufferSize, RawUI.WindowSize) = (RecordingScreen.Wide, RecordingScreen.Wide);
    }

    public override PSHostRawUserInterface RawUI { get; } = new RecordingScreen();

    public override void Write(string value) => Add(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Add(value);

    public override void WriteLine(string value) => Add(value + "\n");

    public override void WriteErrorLine(string value) => Add("ERROR: " + value + "\n");

    public override void WriteDebugLine(string message) => Add("DEBUG: " + message + "\n");

    public override void WriteVerboseLine(string message) => Add("VERBOSE: " + message + "\n");

    public override void WriteWarningLine(string message) => Add("WARNING: " + message + "\n");

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    /// <summary>The written text with its colour codes.</summary>
    public string ColouredText
    {
        get
        {
            lock (gate)
            {
                return text.ToString();
            }
        }
    }

    /// <summary>The user's answer to every question: the label of a choice, such as <c>&amp;Yes</c>.</summary>
    public string? Says { get; set; }

    /// <summary>True if the host reports that it supports colours. The default is false.</summary>
    public bool ShowsColours { get; set; }

    /// <summary>Returns the user's choice as a number, 0 for Yes. Null means that there is no user.</summary>
    public Func<int>? Answer { get; set; }

    public override bool SupportsVirtualTerminal => ShowsColours;

    public override string ReadLine() => throw NoUser();

    public override SecureString ReadLineAsSecureString() => throw NoUser();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw NoUser();

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        if (Answer is { } answer)
        {
            return answer();
        }

        if (Says is null)
        {
            throw NoUser();
        }

        Add($"{caption} {message} {Says}\n");
        return choices.IndexOf(choices.First(c => c.Label == Says));
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw NoUser();

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw NoUser();

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colours();

    private static HostException NoUser() => new("No user is there to answer.");

    private void Add(string value)
    {
        lock (gate)
        {
            text.Append(value);
        }
    }
}
