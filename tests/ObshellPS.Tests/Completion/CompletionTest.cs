using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Tests.Completion;

/// <summary>Base class of tests of tab completion.</summary>
public abstract class CompletionTest : CmdletTest
{
    /// <summary>
    /// Presses Tab until enough completions are offered, as a user does on a busy machine: an answer that is too late for the first Tab is
    /// shown at a later one.
    /// </summary>
    protected List<CompletionResult> Press(string line, int atLeast)
    {
        List<CompletionResult> offered = [];
        SpinWait.SpinUntil(() => (offered = Complete(line)).Count >= atLeast, TimeSpan.FromSeconds(20));
        return offered;
    }

    /// <summary>Presses Tab once.</summary>
    protected List<CompletionResult> Complete(string line)
    {
        using var shell = PowerShell.Create(Session.Runspace);
        return [.. CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches
            .Where(c => c.ResultType is CompletionResultType.ParameterValue)];
    }
}
