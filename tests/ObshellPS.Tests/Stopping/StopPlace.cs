using System;
using System.Threading.Tasks;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Tests.Stopping;

/// <summary>A place where a command waits, and the preparation that makes it wait there.</summary>
internal sealed class StopPlace
{
    /// <summary>Kind of place. Each kind is a row of the figures.</summary>
    public required string Group { get; init; }

    /// <summary>Name in the list of all places.</summary>
    public required string Name { get; init; }

    /// <summary>The script that waits. <c>$args</c> is <see cref="Arguments"/>, <c>$try</c> is the number of the try.</summary>
    public required string Script { get; init; }

    public object?[] Arguments { get; init; } = [];

    /// <summary>
    /// Called before each try. The script starts after this call, and the task completes when the script waits at the place.
    /// </summary>
    public required Func<Task> Arrange { get; init; }

    /// <summary>The number of changes that the agent has received when the script waits. The agent must receive no more changes.</summary>
    public int Changes { get; init; }

    /// <summary>True if the agent carries out these changes.</summary>
    public bool ChangesAreCarriedOut { get; init; }

    /// <summary>Called at the same time as the stop.</summary>
    public Action? WithStop { get; init; }

    /// <summary>True while something of this place is left. It is called until it is false or a time limit has passed.</summary>
    public Func<bool>? IsLeft { get; init; }

    /// <summary>Checks the result of a try.</summary>
    public Action<SessionResult>? Judge { get; init; }
}
