namespace Obshell.Simulator;

/// <summary>A statement, or a login, that a tenant refuses.</summary>
internal sealed class SqlErrorException : Exception
{
    public SqlErrorException(SqlError error)
        : base(error.Message)
    {
        Error = error;
    }

    public SqlError Error { get; }
}
