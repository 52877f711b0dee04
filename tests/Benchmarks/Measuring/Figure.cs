namespace Obshell.Benchmarks.Measuring;

/// <summary>One line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Target">What is demanded.</param>
/// <param name="Measured">What came out.</param>
/// <param name="IsMet">Null where the machine lacks what the measurement needs.</param>
internal sealed record Figure(string What, string Target, string Measured, bool? IsMet);
