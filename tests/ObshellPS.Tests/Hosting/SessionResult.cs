using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text;
using Xunit;

namespace ObshellPS.Tests.Hosting;

/// <summary>All output of a script.</summary>
public sealed class SessionResult
{
    internal SessionResult(PowerShell shell, IReadOnlyList<PSObject> output, Exception? thrown)
    {
        Output = output;
        Errors = [.. shell.Streams.Error];
        Warnings = [.. shell.Streams.Warning.Select(w => w.Message)];
        Verbose = [.. shell.Streams.Verbose.Select(v => v.Message)];
        Debug = [.. shell.Streams.Debug.Select(d => d.Message)];
        Information = [.. shell.Streams.Information];
        Progress = [.. shell.Streams.Progress];
        Terminating = (thrown as RuntimeException)?.ErrorRecord;
        Thrown = thrown;
    }

    public IReadOnlyList<PSObject> Output { get; }

    /// <summary>Non-terminating errors.</summary>
    public IReadOnlyList<ErrorRecord> Errors { get; }

    /// <summary>The error that ended the script, or null.</summary>
    public ErrorRecord? Terminating { get; }

    public Exception? Thrown { get; }

    public IReadOnlyList<string> Warnings { get; }

    public IReadOnlyList<string> Verbose { get; }

    public IReadOnlyList<string> Debug { get; }

    public IReadOnlyList<InformationRecord> Information { get; }

    public IReadOnlyList<ProgressRecord> Progress { get; }

    /// <summary>All errors, the terminating one last.</summary>
    public IReadOnlyList<ErrorRecord> AllErrors => Terminating is null ? Errors : [.. Errors, Terminating];

    /// <summary>The audit records (docs/automation.md).</summary>
    public IReadOnlyList<InformationRecord> Audit => [.. Information.Where(i => i.Tags.Contains("ObshellPS.Audit"))];

    public SessionResult ThrowIfFailed()
    {
        if (AllErrors.Count > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, AllErrors.Select(e => e.FullyQualifiedErrorId + " " + e)));
        }

        return this;
    }

    /// <summary>The only output object. Fails if there is an error or another number of objects.</summary>
    public PSObject Single()
    {
        ThrowIfFailed();
        return Assert.Single(Output);
    }

    /// <summary>The only error. Fails if the error has another id or no advice. Every error must have advice (docs/errors.md).</summary>
    public ErrorRecord Error(string id)
    {
        Assert.True(AllErrors.Count == 1, $"Expected one error {id}, got {AllErrors.Count}: " + string.Join(" | ", AllErrors.Select(e => e.FullyQualifiedErrorId + " " + e)));
        ErrorRecord error = AllErrors[0];
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.False(string.IsNullOrWhiteSpace(error.ErrorDetails?.RecommendedAction), id + " says nothing about what to do next.");
        return error;
    }

    /// <summary>
    /// All text that could reach a screen, a transcript, <c>$Error</c> or, as CLIXML, standard error. The line that the user typed
    /// (InvocationInfo) is excluded, because promise 6 does not cover it.
    /// </summary>
    public string Everything()
    {
        var text = new StringBuilder();
        foreach (object record in Output.Cast<object>().Concat(AllErrors).Concat(Warnings).Concat(Verbose).Concat(Debug).Concat(Information).Concat(Progress))
        {
            text.AppendLine(record.ToString()).AppendLine(PSSerializer.Serialize(record, 4));
        }

        foreach (ErrorRecord error in AllErrors)
        {
            text.AppendLine(error.CategoryInfo.ToString()).AppendLine(error.ErrorDetails?.Message).AppendLine(error.ErrorDetails?.RecommendedAction)
                .AppendLine(error.Exception.ToString()).AppendLine(error.TargetObject?.ToString());
        }

        return text.ToString();
    }
}
