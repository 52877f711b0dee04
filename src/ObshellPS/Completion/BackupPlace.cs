namespace ObshellPS.Completion;

/// <summary>A place that backups of a tenant, or its archived logs, go to.</summary>
internal sealed record BackupPlace(string Tenant, string Uri, bool IsLog);
