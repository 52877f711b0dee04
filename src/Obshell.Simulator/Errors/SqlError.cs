namespace Obshell.Simulator;

/// <summary>An error of MySQL's protocol.</summary>
/// <param name="Number">The error number. Numbers below 4000 come from MySQL, other numbers from OceanBase.</param>
/// <param name="State">SQLSTATE, five characters.</param>
/// <param name="Message">The text.</param>
public sealed record SqlError(int Number, string State, string Message);
