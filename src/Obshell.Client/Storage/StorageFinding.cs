namespace Obshell.Client.Storage;

/// <summary>A finding about a storage URI. It never repeats a value.</summary>
/// <param name="Severity">The consequence of the finding.</param>
/// <param name="Text">A sentence about the finding.</param>
public sealed record StorageFinding(StorageSeverity Severity, string Text);
