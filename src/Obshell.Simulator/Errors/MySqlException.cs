namespace Obshell.Simulator;

/// <summary>OceanBase refused a statement of the agent. The message is the error text of the database driver.</summary>
internal sealed class MySqlException : Exception
{
    public MySqlException(string driverText)
        : base(driverText)
    {
    }
}
