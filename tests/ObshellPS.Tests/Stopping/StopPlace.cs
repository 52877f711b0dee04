using System;
using System.Threading.Tasks;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Tests.Stopping;

/// <summary>A place where a command can be kept waiting, and how to bring it there.</summary>
internal sealed class StopPlace
{
    /// <summary>Kind of place, a row of the figures.</summary>
    public required string Group { get; init; }

    /// <summary>For the list of all places.</summary>
    public required string Name { get; init; }

    /// <summary>The script that gets stuck; <c>$args</c> are <see cref="Arguments"/>, <c>$try</c> is the number of the try.</summary>
    public required string Script { get; init; }

    public object?[] Arguments { get; init; } = [];

    /// <summary>Before each try; the task completes when the script, which is begun after this call, is stuck.</summary>
    public required Func<Task> Arrange { get; init; }

    /// <summary>Changes (no GET) that have arrived when it is stuck; exactly these and no more may ever arrive.</summary>
    public int Changes { get; init; }

    /// <summary>Whether these changes are carried out by the agent.</summary>
    public bool ChangesAreCarriedOut { get; init; }

    /// <summary>At the same moment as the stop.</summary>
    public Action? WithStop { get; init; }

    /// <summary>Whether something of the place's own is left; asked until it is not, or for too long.</summary>
    public Func<bool>? IsLeft { get; init; }

    /// <summary>Looks at what a try gave.</summary>
    public Action<SessionResult>? Judge { get; init; }
}
