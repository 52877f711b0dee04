namespace Obshell.Recovery.Drills.Query;

/// <summary>
/// The meaning of the server's error numbers. A fault of the query or the account, or a temporary fault, proves nothing about the backup.
/// Missing data are a fault of the backup. Numbers below 4000 are from MySQL, the others are from OceanBase.
/// </summary>
internal static class SqlFaults
{
    /// <summary>The server refused the login while the session was being opened.</summary>
    public static bool IsRefusedLogin(int number, string? state) =>
        state == "28000" || number is
            1044 // no right to the database
            or 1045 // wrong password; OceanBase also uses it for an unknown tenant
            or 1130 // the host may not connect
            or 1227 // not in the tenant's white list
            or 1698 or 1820 or 1862 // no password, or an expired one
            or 3118; // the account is locked

    /// <summary>A time limit of the server or of this module ended the query.</summary>
    public static bool IsTimeout(int number) => number is
        1317 // interrupted by our KILL QUERY
        or 1969 or 3024 // the longest time for a statement
        or 4012 // OB_TIMEOUT, the session's ob_query_timeout
        or 6210 or 6211 or 6212; // timeout of the transaction or the statement

    /// <summary>The account has no right to run this query.</summary>
    public static bool IsDenied(int number) => number is 1044 or 1142 or 1143 or 1227 or 1370;

    /// <summary>The query itself is wrong. It fails no matter what data the tenant has.</summary>
    public static bool IsFaultOfQuestion(int number) => number is
        1046 // no database chosen
        or 1047 or 1064 or 1065 or 1149 // syntax, an empty statement
        or 1235 // not supported
        or 1582 or 1584 // a function's arguments
        or 1792 or 6226; // a write in a read-only transaction

    /// <summary>A temporary fault: the server could not answer at that moment.</summary>
    public static bool IsOfTheMoment(int number) => number is
        1040 or 1041 or 1203 or 1205 or 1213 // too many connections, no memory, locks
        or 4013 or 4030 // memory
        or 4038 or 4109; // not the leader, or a wrong state
}
