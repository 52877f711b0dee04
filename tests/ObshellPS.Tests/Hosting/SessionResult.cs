using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace ObshellPS.Tests.Hosting;

/// <summary>Everything that a script wrote.</summary>
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

    /// <summary>The error that ended the script, if one did.</summary>
    public ErrorRecord? Terminating { get; }

    public Exception? Thrown { get; }

    public IReadOnlyList<string> Warnings { get; }

    public IReadOnlyList<string> Verbose { get; }

    public IReadOnlyList<string> Debug { get; }

    public IReadOnlyList<InformationRecord> Information { get; }

    public IReadOnlyList<ProgressRecord> Progress { get; }

    /// <summary>All errors, the terminating one last.</summary>
    public IReadOnlyList<ErrorRecord> AllErrors => Terminating is null ? Errors : [.. Errors, Terminating];

    public SessionResult ThrowIfFailed()
    {
        if (AllErrors.Count > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, AllErrors.Select(e => e.FullyQualifiedErrorId + " " + e)));
        }

        return this;
    }
}
