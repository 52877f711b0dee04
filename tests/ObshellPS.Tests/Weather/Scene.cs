using System.Collections.Generic;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Tests.Weather;

/// <summary>The result of a script with one fault, on its own cluster.</summary>
internal sealed record Scene(WeatherFault Fault, SessionResult Result)
{
    /// <summary>Request lines of all requests that arrived at the proxies.</summary>
    public required IReadOnlyList<string> Requests { get; init; }

    public required IReadOnlyList<WeatherFault> Struck { get; init; }

    /// <summary>The statements that the agents sent to OceanBase during the whole restore.</summary>
    public required IReadOnlyList<string> Statements { get; init; }

    public required IReadOnlyList<DagView> Dags { get; init; }

    /// <summary>The result of the command that the script's error recommends, or null.</summary>
    public SessionResult? Look { get; init; }

    public override string ToString() => Fault + ": " + string.Join(" | ", Requests);
}
