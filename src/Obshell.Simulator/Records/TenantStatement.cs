namespace Obshell.Simulator;

/// <summary>A statement that a client sent to a tenant's SQL endpoint.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="User">Who sent it.</param>
/// <param name="Text">The statement.</param>
/// <param name="IsEncrypted">Whether the connection used TLS.</param>
public sealed record TenantStatement(string Tenant, string User, string Text, bool IsEncrypted);
