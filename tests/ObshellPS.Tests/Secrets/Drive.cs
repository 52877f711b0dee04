using System;
using System.Collections.Generic;
using Obshell.Simulator;

namespace ObshellPS.Tests.Secrets;

/// <summary>The scripts that run one cmdlet: one that succeeds and one that fails.</summary>
/// <param name="Cmdlet">Name of the cmdlet.</param>
/// <param name="Works">A script in which the cmdlet succeeds.</param>
/// <param name="Fails">A script in which the cmdlet fails and uses secrets.</param>
public sealed record Drive(string Cmdlet, string Works, string Fails)
{
    /// <summary>The behaviour of the restore that is started before the scripts run.</summary>
    public RestoreBehaviour Restore { get; init; } = new() { Duration = TimeSpan.FromHours(10) };

    /// <summary>Creates the objects on the cluster that the scripts need.</summary>
    public Action<SimulatedCluster>? Prepare { get; init; }

    /// <summary>A script that runs in the session after the restore was started.</summary>
    public string Before { get; init; } = "";

    /// <summary>The script for -WhatIf. Empty if the cmdlet changes nothing.</summary>
    public string WhatIf { get; init; } = "";

    /// <summary>True if the cmdlet sends requests, so that an agent can hang, refuse and repeat secrets.</summary>
    public bool Asks { get; init; } = true;

    /// <summary>
    /// The secrets that the connection of the cmdlet has used, so that the module can mask them by value: all, unless the cmdlet makes a
    /// new connection.
    /// </summary>
    public IReadOnlyList<string> Known { get; init; } = Canaries.Own;

    /// <summary>The same as <see cref="Known"/>, for the script that fails.</summary>
    public IReadOnlyList<string> KnownToFailure { get; init; } = Canaries.Own;

    /// <inheritdoc/>
    public override string ToString() => Cmdlet;
}
