namespace ObshellPS.Pipeline;

/// <summary>What is asked before a change.</summary>
/// <param name="Target">On what.</param>
/// <param name="Notice">What will really happen.</param>
/// <param name="IsDestructive">Ask although the cmdlet's own impact is lower: this time a tenant can be lost.</param>
/// <param name="Essence">What the answer is about. A figure that moves by itself, such as a progress, is no part of it.</param>
internal sealed record ChangeQuestion(string Target, string Notice, bool IsDestructive, string Essence);
