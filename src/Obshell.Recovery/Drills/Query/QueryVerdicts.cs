using Obshell.Client.Display;

namespace Obshell.Recovery.Drills.Query;

/// <summary>What a query's value says of the data: a pure function of the value, the demand and the time.</summary>
internal static class QueryVerdicts
{
    /// <summary>Clocks differ, and a row may be written while we ask.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <param name="query">The demand.</param>
    /// <param name="value">What came; times without a zone are UTC, the session's zone.</param>
    /// <param name="now">Now.</param>
    public static DrillCheck Judge(TenantQuery query, SqlValue value, DateTimeOffset now)
    {
        string expected = query.Expected is not null ? SqlValue.Show(query.Expected) : query.MaxAge is { } age ? "not older than " + Amounts.Of(age) : "a value";
        if (value.IsAbsent)
        {
            return Check(DrillCheckVerdict.Failed, "NoValue", value.HasRow ? "NULL" : "no row", expected);
        }

        if (query.Expected is { } wanted)
        {
            return SqlValue.AreEqual(wanted, value.Content!)
                ? Check(DrillCheckVerdict.Passed, "", value.ToString(), expected)
                : Check(DrillCheckVerdict.Failed, "UnexpectedValue", value.ToString(), expected);
        }

        return query.MaxAge is { } most ? JudgeAge(value, most, now, expected) : Check(DrillCheckVerdict.Passed, "", value.ToString(), expected);
    }

    private static DrillCheck JudgeAge(SqlValue value, TimeSpan most, DateTimeOffset now, string expected)
    {
        if (value.Time is not { } time)
        {
            return Check(
                DrillCheckVerdict.NotVerified, "NotATime",
                value + " is no time. Let the query answer a DATETIME or TIMESTAMP, or text such as 2026-11-21T12:00:00Z", expected);
        }

        TimeSpan age = now - time;
        string seen = time.Year == 1 ? value.ToString() : value + " (" + (age < TimeSpan.Zero ? Amounts.Of(-age) + " ahead of now" : Amounts.Of(age) + " ago") + ")";
        if (age < -Ahead)
        {
            // Most likely the local time of somewhere east. Old data would look young then: nothing is proven.
            return Check(
                DrillCheckVerdict.NotVerified, "TimeAhead",
                seen + ". A DATETIME is taken as UTC; convert a local one in the query: CONVERT_TZ(MAX(t), '+08:00', '+00:00')", expected);
        }

        return age > most ? Check(DrillCheckVerdict.Failed, "DataTooOld", seen, expected) : Check(DrillCheckVerdict.Passed, "", seen, expected);
    }

    /// <summary>To the second, days apart: <c>2.03:04:05</c>.</summary>

    private static DrillCheck Check(DrillCheckVerdict verdict, string reason, string seen, string expected) =>
        new() { Name = QueryCheck.Name, Verdict = verdict, ReasonId = reason, Seen = seen, Expected = expected };
}
