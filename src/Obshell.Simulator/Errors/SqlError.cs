namespace Obshell.Simulator;

/// <summary>An error as in MySQL's protocol.</summary>
/// <param name="Number">Below 4000 MySQL's own, else OceanBase's.</param>
/// <param name="State">SQLSTATE, five characters.</param>
/// <param name="Message">The text.</param>
public sealed record SqlError(int Number, string State, string Message);
