using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Tests.Completion;

/// <summary>A test that presses Tab.</summary>
public abstract class CompletionTest : CmdletTest
{
    /// <summary>As a typist on a busy machine: what came too late for the first Tab is there at one of the next.</summary>
    protected List<CompletionResult> Press(string line, int atLeast)
    {
        List<CompletionResult> offered = [];
        SpinWait.SpinUntil(() => (offered = Complete(line)).Count >= atLeast, TimeSpan.FromSeconds(20));
        return offered;
    }

    /// <summary>Tab, once.</summary>
    protected List<CompletionResult> Complete(string line)
    {
        using var shell = PowerShell.Create(Session.Runspace);
        return [.. CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches
            .Where(c => c.ResultType is CompletionResultType.ParameterValue)];
    }
}
