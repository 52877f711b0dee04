namespace Obshell.Recovery.Plans.Running;

/// <summary>Why a tenant is not restored: verdict, id, text, and what to do.</summary>
internal sealed record RecoveryReason(RecoveryVerdict Verdict, string Id, string Text, string Advice)
{
    public static RecoveryReason None { get; } = new(RecoveryVerdict.Restored, "", "", "");
}
