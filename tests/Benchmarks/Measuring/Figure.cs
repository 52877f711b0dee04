namespace Obshell.Benchmarks.Measuring;

/// <summary>One line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Target">The target value.</param>
/// <param name="Measured">The measured value.</param>
/// <param name="IsMet">True if the target is met. Null if the machine cannot run the measurement.</param>
internal sealed record Figure(string What, string Target, string Measured, bool? IsMet);
