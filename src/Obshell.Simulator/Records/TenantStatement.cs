namespace Obshell.Simulator;

/// <summary>A statement that a client sent to the SQL port of a tenant.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="User">The user of the session.</param>
/// <param name="Text">The statement.</param>
/// <param name="IsEncrypted">True if the connection used TLS.</param>
public sealed record TenantStatement(string Tenant, string User, string Text, bool IsEncrypted);
