using System.Collections.Generic;

namespace ObshellPS.Tests.Weather;

/// <summary>The result of one restore of the soak test.</summary>
internal sealed record SoakOutcome(WeatherDraw Draw)
{
    /// <summary>The verdict of Wait-ObDag, or the id of the error instead.</summary>
    public required string Verdict { get; init; }

    /// <summary>Number of RESTORE statements for the tenant.</summary>
    public required int Statements { get; init; }

    /// <summary>Number of repeated start POSTs: all POSTs except one for each start. POSTs whose login was refused do not count.</summary>
    public required int Resent { get; init; }

    /// <summary>Requests and statements that cancel, roll back, retry, pass or drop something.</summary>
    public required IReadOnlyList<string> Undone { get; init; }

    /// <summary>Number of starts whose error said that nothing was started although a restore was started.</summary>
    public required int Lies { get; init; }

    /// <summary>Number of starts that ended with RestoreStartUnknown.</summary>
    public required int Unknown { get; init; }

    /// <summary>Number of starts whose error means that certainly nothing was started.</summary>
    public required int Refused { get; init; }

    /// <summary>Number of starts that found the DAG after a lost answer.</summary>
    public required int Adopted { get; init; }

    /// <summary>Number of requests between the end of the start and the end of the wait.</summary>
    public required int WaiterRequests { get; init; }

    /// <summary>Number of faults that occurred.</summary>
    public required int Struck { get; init; }

    /// <summary>Ids of the errors of all starts.</summary>
    public required IReadOnlyList<string> StartErrors { get; init; }

    public bool IsRight => Verdict == Draw.ExpectedVerdict && Statements == 1 && Resent == 0 && Undone.Count == 0 && Lies == 0;

    public override string ToString() =>
        $"{Draw} => {Verdict} (expected {Draw.ExpectedVerdict}), {Statements} RESTORE, {Resent} POSTs resent, undone: [{string.Join(" | ", Undone)}], lies: {Lies}, "
        + $"starts: [{string.Join(", ", StartErrors)}], {WaiterRequests} waiter requests";
}
