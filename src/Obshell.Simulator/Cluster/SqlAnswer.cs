namespace Obshell.Simulator;

/// <summary>The answer of a tenant to one query.</summary>
public sealed record SqlAnswer
{
    /// <summary>The zero DATETIME, <c>0000-00-00 00:00:00</c>, which is not a valid date.</summary>
    public static readonly object ZeroDate = new();

    /// <summary>
    /// The text of the query. Differences in blanks, case and a final semicolon are ignored. <c>*</c> matches every SELECT.
    /// </summary>
    public required string Query { get; init; }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Columns { get; init; } = ["value"];

    /// <summary>
    /// The rows. A <see cref="DateTimeOffset"/> is sent as TIMESTAMP, in the session's time zone. A <see cref="DateTime"/> is sent as
    /// DATETIME, without a conversion. Other values can be bool (TINYINT), integers, decimal and <see cref="System.Numerics.BigInteger"/>
    /// (DECIMAL), double, <see cref="DateOnly"/>, byte[], text and null.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<object?>> Rows { get; init; } = [];

    /// <summary>The error that is sent instead of rows.</summary>
    public SqlError? Error { get; init; }

    /// <summary>How many rows are sent before the error. A negative number means: the error is sent without a result set.</summary>
    public int RowsBeforeError { get; init; } = -1;

    /// <summary>If true, no answer is sent until the query is killed or the connection ends.</summary>
    public bool IsSilent { get; init; }

    /// <summary>If true, the server sends no answer and closes the connection.</summary>
    public bool HangsUp { get; init; }

    /// <summary>A file on the client's machine. Instead of an answer, the server requests this file, as a hostile server does.</summary>
    public string? FileWanted { get; init; }

    /// <summary>Makes an answer with one value.</summary>
    public static SqlAnswer Of(string query, object? value) => new() { Query = query, Rows = [[value]] };

    /// <summary>Makes an answer with an error.</summary>
    public static SqlAnswer Fails(string query, int number, string state, string message) => new() { Query = query, Error = new SqlError(number, state, message) };
}
