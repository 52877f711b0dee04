namespace Obshell.Simulator;

/// <summary>A refusal as MySQL's protocol carries it.</summary>
/// <param name="Number">Below 4000 MySQL's own, else OceanBase's.</param>
/// <param name="State">SQLSTATE, five characters.</param>
/// <param name="Message">In words.</param>
public sealed record SqlError(int Number, string State, string Message);
