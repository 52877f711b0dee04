using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>One way to connect to a tenant.</summary>
public sealed class TenantConnectionString
{
    /// <summary><c>DIRECT</c> or <c>OBPROXY</c>.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>Address of the proxy; empty for direct connections.</summary>
    public string ObproxyAddress { get; init => field = value ?? ""; } = "";

    /// <summary>Port of the proxy; 0 for direct connections.</summary>
    public int ObproxyPort { get; init; }

    /// <summary>Command line of a client, without a password.</summary>
    public string ConnectionString { get; init => field = value ?? ""; } = "";

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(ConnectionString);
}
