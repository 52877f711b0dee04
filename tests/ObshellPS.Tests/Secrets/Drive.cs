using System;
using System.Collections.Generic;
using Obshell.Simulator;

namespace ObshellPS.Tests.Secrets;

/// <summary>How one cmdlet is driven: a script that works and one that fails.</summary>
/// <param name="Cmdlet">Its name.</param>
/// <param name="Works">A script in which it does its work.</param>
/// <param name="Fails">A script in which it fails, with secrets at hand.</param>
public sealed record Drive(string Cmdlet, string Works, string Fails)
{
    /// <summary>What the restore that was started before does.</summary>
    public RestoreBehaviour Restore { get; init; } = new() { Duration = TimeSpan.FromHours(10) };

    /// <summary>What has to be there on the cluster.</summary>
    public Action<SimulatedCluster>? Prepare { get; init; }

    /// <summary>Run in the session once the restore has been started.</summary>
    public string Before { get; init; } = "";

    /// <summary>The script for -WhatIf; empty where the cmdlet changes nothing.</summary>
    public string WhatIf { get; init; } = "";

    /// <summary>It asks an agent, so that an agent can hang, refuse and repeat.</summary>
    public bool Asks { get; init; } = true;

    /// <summary>The secrets that its connection has used, and can therefore know by their value: all, unless it makes a connection of its own.</summary>
    public IReadOnlyList<string> Known { get; init; } = Canaries.Own;

    /// <summary>As <see cref="Known"/>, for the script that fails.</summary>
    public IReadOnlyList<string> KnownToFailure { get; init; } = Canaries.Own;

    /// <inheritdoc/>
    public override string ToString() => Cmdlet;
}
