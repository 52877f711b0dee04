namespace Obshell.Client.Storage;

/// <summary>What is found in a storage URI. Never repeats a value.</summary>
internal sealed record StorageFinding(StorageSeverity Severity, string Text);
