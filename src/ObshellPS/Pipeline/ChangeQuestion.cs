namespace ObshellPS.Pipeline;

/// <summary>What is asked before a change.</summary>
/// <param name="Target">On what.</param>
/// <param name="Action">What will really happen, as the engine's text takes it: performing the operation "action" on target "target".</param>
/// <param name="IsDestructive">Ask although the cmdlet's own impact is lower: this time a tenant can be lost.</param>
/// <param name="Essence">What the answer is about. A figure that changes by itself, such as a progress, is not part of it.</param>
internal sealed record ChangeQuestion(string Target, string Action, bool IsDestructive, string Essence)
{
    /// <summary>Nothing can be lost this time: it is not asked although the cmdlet's own impact is high.</summary>
    public bool IsHarmless { get; init; }
}
