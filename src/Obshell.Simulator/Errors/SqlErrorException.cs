namespace Obshell.Simulator;

/// <summary>A tenant refused a statement or a login.</summary>
internal sealed class SqlErrorException : Exception
{
    public SqlErrorException(SqlError error)
        : base(error.Message)
    {
        Error = error;
    }

    public SqlError Error { get; }
}
