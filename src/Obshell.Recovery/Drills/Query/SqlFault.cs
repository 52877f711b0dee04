using System.Data.Common;
using System.Runtime.CompilerServices;
using MySqlConnector;

namespace Obshell.Recovery.Drills.Query;

/// <summary>An error of the SQL server or of the SQL library.</summary>
/// <param name="Number">The server's error number. 0 when the server sent none, negative when the library's own timeout has passed.</param>
/// <param name="State">SQLSTATE; null when the server sent none.</param>
/// <param name="Message">The message of the error, with the message of the innermost exception.</param>
internal readonly record struct SqlFault(int Number, string? State, string Message)
{
    public bool IsTimeout => Number < 0;

    /// <summary>Whether the server sent no error: the connection broke or was never open.</summary>
    public bool IsSilence => Number == 0;

    /// <summary>
    /// Reads the exception. The method is not inlined, so that .NET loads the SQL library only when an exception is read.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static SqlFault Of(DbException e) =>
        e is MySqlException own
            ? new SqlFault(own.ErrorCode switch
            {
                MySqlErrorCode.CommandTimeoutExpired => -1,
                MySqlErrorCode.None => 0,
                var code => (int)code,
            }, own.SqlState, Words(e))
            : new SqlFault(0, null, Words(e));

    public static string Words(Exception e) =>
        e.GetBaseException() is { } cause && cause != e && !e.Message.Contains(cause.Message) ? e.Message + " " + cause.Message : e.Message;
}
