namespace Obshell.Client.Storage;

/// <summary>A finding about a storage URI. It does not repeat values of the URI.</summary>
/// <param name="Severity">The consequence of the finding.</param>
/// <param name="Text">A sentence about the finding.</param>
/// <param name="Advice">What to do.</param>
public sealed record StorageFinding(StorageSeverity Severity, string Text, string Advice);
