using System.Collections.Generic;

namespace ObshellPS.Tests.Weather;

/// <summary>What one restore of the soak came to.</summary>
internal sealed record SoakOutcome(WeatherDraw Draw)
{
    /// <summary>The verdict of Wait-ObDag, or the id of the error that came instead.</summary>
    public required string Verdict { get; init; }

    /// <summary>RESTORE statements of the tenant in the simulator's record.</summary>
    public required int Statements { get; init; }

    /// <summary>Creating POSTs beyond one for each start, those apart whose login was refused.</summary>
    public required int Resent { get; init; }

    /// <summary>Requests and statements that cancel, roll back, retry, pass or drop.</summary>
    public required IReadOnlyList<string> Undone { get; init; }

    /// <summary>Starts whose error said that nothing was started, and something was.</summary>
    public required int Lies { get; init; }

    /// <summary>Starts that ended in RestoreStartUnknown.</summary>
    public required int Unknown { get; init; }

    /// <summary>Starts that ended in an error from which it is certain that nothing was started.</summary>
    public required int Refused { get; init; }

    /// <summary>Starts that adopted the DAG behind a lost answer.</summary>
    public required int Adopted { get; init; }

    /// <summary>Requests from the start's end to the wait's.</summary>
    public required int WaiterRequests { get; init; }

    /// <summary>Faults that found a request.</summary>
    public required int Struck { get; init; }

    /// <summary>Ids of the errors that the start gave on the way.</summary>
    public required IReadOnlyList<string> StartErrors { get; init; }

    public bool IsRight => Verdict == Draw.ExpectedVerdict && Statements == 1 && Resent == 0 && Undone.Count == 0 && Lies == 0;

    public override string ToString() =>
        $"{Draw} => {Verdict} (expected {Draw.ExpectedVerdict}), {Statements} RESTORE, {Resent} POSTs resent, undone: [{string.Join(" | ", Undone)}], lies: {Lies}, "
        + $"starts: [{string.Join(", ", StartErrors)}], {WaiterRequests} waiter requests";
}
