using System;

namespace Obshell.Client.Connection;

/// <summary>The time on the agent that answers at present, for those who take a <see cref="TimeProvider"/>.</summary>
internal sealed class AgentTime : TimeProvider
{
    private readonly ObConnection connection;

    public AgentTime(ObConnection connection) => this.connection = connection;

    public override DateTimeOffset GetUtcNow() => connection.AgentNow;
}
