using System.Data.Common;
using System.Runtime.CompilerServices;
using MySqlConnector;

namespace Obshell.Recovery.Drills.Query;

/// <summary>A refusal, with the message of the server or the library.</summary>
/// <param name="Number">The server's error number; 0 when the server sent none, negative when the library's own timeout expired.</param>
/// <param name="State">SQLSTATE; null when the server sent none.</param>
/// <param name="Message">The original message, with the innermost cause.</param>
internal readonly record struct SqlFault(int Number, string? State, string Message)
{
    public bool IsTimeout => Number < 0;

    /// <summary>The connection broke or was never open.</summary>
    public bool IsSilence => Number == 0;

    /// <summary>A separate method, so that the library is loaded only after it has thrown.</summary>
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
