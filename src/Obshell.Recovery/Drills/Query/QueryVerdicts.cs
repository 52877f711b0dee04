using Obshell.Client.Display;

namespace Obshell.Recovery.Drills.Query;

/// <summary>Judges the value of a query. This is a pure function.</summary>
internal static class QueryVerdicts
{
    /// <summary>A time may be this far in the future: clocks differ, and a row may be written while the query runs.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <param name="query">The query with the expected answer.</param>
    /// <param name="value">The value of the answer. Times without a zone are in UTC, the session's zone.</param>
    /// <param name="now">The current time.</param>
    public static DrillCheck Judge(TenantQuery query, SqlValue value, DateTimeOffset now)
    {
        string expected = query.Expected is not null ? SqlValue.Show(query.Expected) : query.MaxAge is { } age ? DrillQueryTexts.FormatNotOlder(Amounts.Of(age)) : DrillQueryTexts.AValue;
        if (value.IsAbsent)
        {
            return Check(DrillCheckVerdict.Failed, "NoValue", value.HasRow ? "NULL" : DrillQueryTexts.NoRow, expected);
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
                DrillQueryTexts.FormatNotATime(value.ToString()), expected);
        }

        TimeSpan age = now - time;
        string seen = time.Year == 1 ? value.ToString()
            : age < TimeSpan.Zero ? DrillQueryTexts.FormatAhead(value.ToString(), Amounts.Of(-age))
            : DrillQueryTexts.FormatAgo(value.ToString(), Amounts.Of(age));
        if (age < -Ahead)
        {
            // The value is probably a local time of a time zone east of UTC. With such values old data look new, so the check proves
            // nothing.
            return Check(
                DrillCheckVerdict.NotVerified, "TimeAhead",
                DrillQueryTexts.FormatTimeAhead(seen), expected);
        }

        return age > most ? Check(DrillCheckVerdict.Failed, "DataTooOld", seen, expected) : Check(DrillCheckVerdict.Passed, "", seen, expected);
    }

    private static DrillCheck Check(DrillCheckVerdict verdict, string reason, string seen, string expected) =>
        new() { Name = QueryCheck.Name, Verdict = verdict, ReasonId = reason, Seen = seen, Expected = expected };
}
