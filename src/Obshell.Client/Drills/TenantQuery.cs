using System;
using System.Security;

namespace Obshell.Client.Drills;

/// <summary>A query that a drill puts to every tenant it restores, and what its answer must be.</summary>
internal sealed class TenantQuery
{
    /// <summary>One statement that reads. Its first column of its first row is looked at.</summary>
    public string Text { get; init => field = value ?? ""; } = "";

    /// <summary>The value that must come, compared as text or number; null where none is demanded.</summary>
    public object? Expected { get; init; }

    /// <summary>The value must be a time, and not longer ago than this.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Who asks, without the tenant; empty for the tenant's administrator.</summary>
    public string UserName { get; init => field = value ?? ""; } = "";

    /// <summary>Password; null for none.</summary>
    public SecureString? Password { get; init; }

    /// <summary>For the login as for the query.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Protection of the connection.</summary>
    public SqlTls Tls { get; init; }

    /// <summary>Before anything is restored: what is wrong with it.</summary>
    /// <exception cref="ObshellInputException">Text missing, a user of another tenant, both an expected value and an age, an age or time-out that is none.</exception>
    public void Check()
    {
    }
}
