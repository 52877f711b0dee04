namespace Obshell.Simulator;

/// <summary>The answer of a tenant to one query.</summary>
public sealed record SqlAnswer
{
    /// <summary>A DATETIME that is not a date, <c>0000-00-00 00:00:00</c>.</summary>
    public static readonly object ZeroDate = new();

    /// <summary>The query's text; blanks, case and a semicolon at the end are ignored. <c>*</c> matches every SELECT.</summary>
    public required string Query { get; init; }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Columns { get; init; } = ["value"];

    /// <summary>
    /// The rows. A <see cref="DateTimeOffset"/> is sent as TIMESTAMP, in the session's time zone. A <see cref="DateTime"/> is sent as
    /// DATETIME, without a conversion. Other values can be bool (TINYINT), integers, decimal and <see cref="System.Numerics.BigInteger"/> (DECIMAL), double, <see cref="DateOnly"/>, byte[], text and null.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<object?>> Rows { get; init; } = [];

    /// <summary>The error that comes instead of rows.</summary>
    public SqlError? Error { get; init; }

    /// <summary>How many rows come before the error; negative: the error comes at once.</summary>
    public int RowsBeforeError { get; init; } = -1;

    /// <summary>True: no answer ever comes, until the query is killed or the connection ends.</summary>
    public bool IsSilent { get; init; }

    /// <summary>True: the server ends the connection instead of an answer.</summary>
    public bool HangsUp { get; init; }

    /// <summary>A file of the client's machine that the server requests instead of an answer, as a hostile server does.</summary>
    public string? FileWanted { get; init; }

    /// <summary>One value.</summary>
    public static SqlAnswer Of(string query, object? value) => new() { Query = query, Rows = [[value]] };

    /// <summary>An error with the server's text.</summary>
    public static SqlAnswer Fails(string query, int number, string state, string message) => new() { Query = query, Error = new SqlError(number, state, message) };
}
