using System.Collections.Generic;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Tests.Weather;

/// <summary>What a script did under one fault, on a cluster of its own.</summary>
internal sealed record Scene(WeatherFault Fault, SessionResult Result)
{
    /// <summary>Lines of all requests that came to the proxies.</summary>
    public required IReadOnlyList<string> Requests { get; init; }

    public required IReadOnlyList<WeatherFault> Struck { get; init; }

    /// <summary>What the agents sent to OceanBase, the whole restore through.</summary>
    public required IReadOnlyList<string> Statements { get; init; }

    public required IReadOnlyList<DagView> Dags { get; init; }

    /// <summary>What a look does that the script's error recommends; null without one.</summary>
    public SessionResult? Look { get; init; }

    public override string ToString() => Fault + ": " + string.Join(" | ", Requests);
}
