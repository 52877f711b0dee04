using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Stages;

/// <summary>Base class of tests with restores in states in which operators are used.</summary>
public abstract class OperatorTest : CmdletTest
{
    protected static readonly RestoreBehaviour Slow = new() { Duration = TimeSpan.FromHours(3) };
    protected static readonly RestoreBehaviour Refused = new() { SqlError = "Error 9040 (HY000): No enough log for restore" };
    protected static readonly RestoreBehaviour NoActivation = new() { ActivationError = "Error 4179 (HY000): not allowed" };

    protected Administrator OtherUser { get; private set; } = null!;

    /// <summary>All changes after the start of the restore, with method, path and body.</summary>
    protected IReadOnlyList<string> Sent => [.. Room.Changes.Select(r => $"{r.Method} {r.PathAndQuery} {r.BodyText}")];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        OtherUser = new Administrator(Cluster);
    }

    public override async Task DisposeAsync()
    {
        OtherUser.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>Starts a restore of rt2, advances the clock, and then clears the list of requests.</summary>
    protected void Begin(RestoreBehaviour behaviour, double seconds)
    {
        Room.Start("rt2", behaviour);
        Room.Advance(seconds);
        Cluster.Requests.Clear();
    }

    protected DagView Dag(int number = 0) => Cluster.Dags[number];

    protected bool HasTenant(string name = "rt2") => Cluster.Tenants.Any(t => t.Name == name);

    /// <summary>The text of -WhatIf. Checks that only reads are sent.</summary>
    protected string Notice(string script)
    {
        SessionResult result = Run(script + " -WhatIf").ThrowIfFailed();
        Assert.Empty(result.Output);
        Assert.Empty(result.Audit);
        Assert.Empty(Sent);
        Assert.NotEmpty(Requests);
        Assert.Contains("What if", Host.Screen, StringComparison.Ordinal);
        return Host.Screen;
    }

    protected static void Says(string part, string? text) => Assert.Contains(part, text, StringComparison.Ordinal);

    protected static void Recommends(string command, ErrorRecord error) => Says(command, error.ErrorDetails.RecommendedAction);
}
