namespace Obshell.Client.Storage;

/// <summary>What is found in a storage URI. Never repeats a value.</summary>
/// <param name="Severity">What comes of it.</param>
/// <param name="Text">A sentence.</param>
public sealed record StorageFinding(StorageSeverity Severity, string Text);
