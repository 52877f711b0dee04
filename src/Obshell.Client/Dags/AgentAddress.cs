using System.Globalization;
using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>The address at which other agents reach an agent.</summary>
public sealed class AgentAddress
{
    /// <summary>IPv4 or IPv6 address.</summary>
    public string Ip { get; init => field = value ?? ""; } = "";

    /// <summary>Port.</summary>
    public int Port { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        VisibleText.OneLine((Ip.IndexOf(':') >= 0 ? "[" + Ip + "]" : Ip) + ":" + Port.ToString(CultureInfo.InvariantCulture));
}
