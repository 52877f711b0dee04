using System;
using System.Collections.Generic;
using System.Management.Automation;
using Obshell.Client;

namespace ObshellPS.Drills;

/// <summary>Runs a user's script block on a restored tenant, on the pipeline thread.</summary>
internal sealed class ScriptCheck
{
    private readonly ScriptBlock script;
    private readonly Func<string, string> redact;

    /// <param name="script">Receives the tenant as <c>$_</c> and as first argument.</param>
    /// <param name="redact">Removes secrets from its words.</param>
    public ScriptCheck(ScriptBlock script, Func<string, string> redact)
    {
        this.script = script;
        this.redact = redact;
    }

    /// <summary>Checks called <c>Verify</c>, or as the script names those it makes itself; at least one.</summary>
    /// <exception cref="PipelineStoppedException">Ctrl+C.</exception>
    public IReadOnlyList<DrillCheck> Run(RestoredTenant tenant)
    {
        _ = (script, redact, tenant);
        return [new DrillCheck { Name = "Verify", Verdict = DrillCheckVerdict.NotVerified, ReasonId = "NothingSaid" }];
    }
}
