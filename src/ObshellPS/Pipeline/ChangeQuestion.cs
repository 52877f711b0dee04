namespace ObshellPS.Pipeline;

/// <summary>The question before a change.</summary>
/// <param name="Target">The target of the change.</param>
/// <param name="Action">What will really happen. PowerShell's text is: performing the operation "action" on target "target".</param>
/// <param name="IsDestructive">Ask even if the cmdlet's impact requires no question, because this change can drop a tenant.</param>
/// <param name="Essence">The facts that the user's answer depends on. Numbers that change all the time, such as the progress, are not
/// included.</param>
internal sealed record ChangeQuestion(string Target, string Action, bool IsDestructive, string Essence)
{
    /// <summary>True if this change cannot lose data. The cmdlet then does not ask, even if its impact is high.</summary>
    public bool IsHarmless { get; init; }
}
