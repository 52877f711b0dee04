namespace Obshell.Simulator;

/// <summary>A statement that OceanBase refuses; the message is the driver's text.</summary>
internal sealed class MySqlException : Exception
{
    public MySqlException(string driverText)
        : base(driverText)
    {
    }
}
