namespace ObshellPS.Pipeline;

/// <summary>The question before a change.</summary>
/// <param name="Target">The target of the change.</param>
/// <param name="Action">What will really happen, for the engine's text: performing the operation "action" on target "target".</param>
/// <param name="IsDestructive">Ask although the cmdlet's own impact is lower: this change can lose a tenant.</param>
/// <param name="Essence">The facts that the answer depends on. A number that changes by itself, such as a progress, is not one of them.</param>
internal sealed record ChangeQuestion(string Target, string Action, bool IsDestructive, string Essence)
{
    /// <summary>This change can lose nothing: the cmdlet does not ask although its own impact is high.</summary>
    public bool IsHarmless { get; init; }
}
