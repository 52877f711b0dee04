using System.Globalization;
using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>
/// A point in time in OceanBase's form: an SCN, the nanoseconds since 1970-01-01 UTC in 64 bits. An SCN does not depend on a time zone. So
/// a restore is always requested by SCN, never by text (PROTOCOL 4.7, traps 1 and 2).
/// </summary>
public sealed class RestorePoint
{
    private const long NanosPerSecond = 1_000_000_000;
    private const long NanosPerTick = 100;
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private RestorePoint(long scn) => Scn = scn;

    /// <summary>Nanoseconds since 1970-01-01T00:00:00Z.</summary>
    public long Scn { get; }

    /// <summary>The same point in UTC, with all nine digits: <c>2026-11-21T04:00:00.000000000Z</c>.</summary>
    public string Utc =>
        Epoch.AddTicks(Scn / NanosPerSecond * TimeSpan.TicksPerSecond).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)
        + "." + (Scn % NanosPerSecond).ToString("D9", CultureInfo.InvariantCulture) + "Z";

    /// <summary>The same point as a .NET time, truncated to 100 nanoseconds.</summary>
    public DateTimeOffset DateTimeOffset => new(Epoch.AddTicks(Scn / NanosPerTick));

    /// <exception cref="ArgumentException">The SCN is negative.</exception>
    public static RestorePoint FromScn(long scn) =>
        scn < 0 ? throw new ArgumentException(TimeTexts.ScnNegative) : new RestorePoint(scn);

    /// <exception cref="ArgumentException">The time is outside 1970 to 2262, the range of 64 bits of nanoseconds.</exception>
    public static RestorePoint FromInstant(DateTimeOffset instant) => FromUtcTicks(instant.UtcTicks, 0);

    /// <exception cref="ArgumentException">The Kind is Unspecified, or the time is outside 1970 to 2262.</exception>
    public static RestorePoint FromDateTime(DateTime time) => time.Kind == DateTimeKind.Unspecified
        ? throw new ArgumentException(
            TimeTexts.FormatKindUnspecified(time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)))
        : FromUtcTicks((time.Kind == DateTimeKind.Local ? OfLocalClock(time) : time).Ticks, 0);

    /// <summary>
    /// Reads ISO 8601, year first, with <c>Z</c> or <c>+hh:mm</c>, up to nine fraction digits: <c>2026-11-21T12:00:00.123456789+08:00</c>.
    /// It refuses any other text, because it could mean more than one point in time.
    /// </summary>
    /// <exception cref="ArgumentException">The text is not valid; the message says why.</exception>
    public static RestorePoint Parse(string text)
    {
        var cursor = new Cursor(text.Trim());
        int year = cursor.Digits(4, nameof(TimeTexts.ExpectedYear));
        cursor.Expect('-', nameof(TimeTexts.ExpectedDashAfterYear));
        int month = cursor.Digits(2, nameof(TimeTexts.ExpectedMonth));
        cursor.Expect('-', nameof(TimeTexts.ExpectedDashAfterMonth));
        int day = cursor.Digits(2, nameof(TimeTexts.ExpectedDay));
        if (cursor.AtEnd)
        {
            throw new ArgumentException(TimeTexts.FormatDateOnly(TextFault.Quote(text.Trim()), text.Trim() + "T12:00:00+08:00"));
        }

        if (!cursor.Take('T') && !cursor.Take('t') && !cursor.Take(' '))
        {
            throw cursor.Fault(nameof(TimeTexts.ExpectedTimeMark));
        }

        int hour = cursor.Digits(2, nameof(TimeTexts.ExpectedHour));
        cursor.Expect(':', nameof(TimeTexts.ExpectedColonAfterHour));
        int minute = cursor.Digits(2, nameof(TimeTexts.ExpectedMinute));
        int second = cursor.Take(':') ? cursor.Digits(2, nameof(TimeTexts.ExpectedSecond)) : 0;
        int nanos = cursor.Take('.') ? cursor.Fraction() : 0;
        TimeSpan offset = cursor.Offset();

        if (month is < 1 or > 12 || day < 1 || year < 1 || day > DateTime.DaysInMonth(year, month))
        {
            throw cursor.Invalid(TimeTexts.FormatNoSuchDay);
        }

        if (hour > 23 || minute > 59 || second > 59)
        {
            throw cursor.Invalid(TimeTexts.FormatNoSuchTimeOfDay);
        }

        long local = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks;
        return FromUtcTicks(local - offset.Ticks, nanos);
    }

    /// <inheritdoc/>
    public override string ToString() => Utc;

    /// <summary>
    /// Converts a time of this machine's time zone to UTC. Two kinds of times are refused: times that exist twice because the clock was set
    /// back, and times that do not exist because the clock was set forward.
    /// </summary>
    private static DateTime OfLocalClock(DateTime time)
    {
        TimeZoneInfo zone = TimeZoneInfo.Local;
        DateTime shown = DateTime.SpecifyKind(time, DateTimeKind.Unspecified);
        string text = shown.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        if (zone.IsInvalidTime(shown))
        {
            throw new ArgumentException(TimeTexts.FormatNotInLocalZone(text, zone.Id));
        }

        if (zone.IsAmbiguousTime(shown))
        {
            string[] instants = Array.ConvertAll(zone.GetAmbiguousTimeOffsets(shown), o => new DateTimeOffset(shown, o).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
            Array.Sort(instants, StringComparer.Ordinal);
            throw new ArgumentException(TimeTexts.FormatTwiceInLocalZone(text, zone.Id, Listing.And(instants)));
        }

        return TimeZoneInfo.ConvertTimeToUtc(shown, zone);
    }

    private static RestorePoint FromUtcTicks(long utcTicks, int extraNanos)
    {
        long ticks = utcTicks - Epoch.Ticks;
        if (ticks < 0 || ticks > (long.MaxValue / NanosPerTick) - TimeSpan.TicksPerSecond)
        {
            throw new ArgumentException(TimeTexts.OutOfRange);
        }

        return new RestorePoint(checked((ticks * NanosPerTick) + extraNanos));
    }

    private struct Cursor
    {
        private readonly string text;
        private int at;

        public Cursor(string text)
        {
            this.text = text;
            at = 0;
        }

        public readonly bool AtEnd => at == text.Length;

        public int Digits(int count, string expected)
        {
            int value = 0;
            for (int i = 0; i < count; i++)
            {
                if (at + i >= text.Length || text[at + i] is not (>= '0' and <= '9'))
                {
                    throw Fault(expected);
                }

                value = (value * 10) + (text[at + i] - '0');
            }

            at += count;
            return value;
        }

        public bool Take(char c)
        {
            if (at < text.Length && text[at] == c)
            {
                at++;
                return true;
            }

            return false;
        }

        public void Expect(char c, string expected)
        {
            if (!Take(c))
            {
                throw Fault(expected);
            }
        }

        public int Fraction()
        {
            int start = at;
            int value = 0;
            while (at < text.Length && text[at] is >= '0' and <= '9')
            {
                if (at - start == 9)
                {
                    throw Invalid(TimeTexts.FormatTooManyDigits);
                }

                value = (value * 10) + (text[at] - '0');
                at++;
            }

            if (at == start)
            {
                throw Fault(nameof(TimeTexts.ExpectedFraction));
            }

            for (int digits = at - start; digits < 9; digits++)
            {
                value *= 10;
            }

            return value;
        }

        public TimeSpan Offset()
        {
            if (Take('Z') || Take('z'))
            {
                return AtEnd ? TimeSpan.Zero : throw Fault(nameof(TimeTexts.ExpectedEnd));
            }

            bool negative = at < text.Length && text[at] == '-';
            if (!negative && !(at < text.Length && text[at] == '+'))
            {
                throw AtEnd
                    ? new ArgumentException(TimeTexts.FormatNoOffset(TextFault.Quote(text), text + "+08:00"))
                    : Fault(nameof(TimeTexts.ExpectedOffset));
            }

            at++;
            int hours = Digits(2, nameof(TimeTexts.ExpectedOffset));
            Expect(':', nameof(TimeTexts.ExpectedOffset));
            int minutes = Digits(2, nameof(TimeTexts.ExpectedOffset));
            if (!AtEnd)
            {
                throw Fault(nameof(TimeTexts.ExpectedEnd));
            }

            if (hours > 14 || minutes > 59 || (hours == 14 && minutes > 0))
            {
                throw Invalid(TimeTexts.FormatOffsetTooLarge);
            }

            var offset = new TimeSpan(hours, minutes, 0);
            return negative ? -offset : offset;
        }

        public readonly ArgumentException Fault(string expected) => new(AtEnd
            ? TimeTexts.FormatEndsEarly(TextFault.Quote(text), Text(expected))
            : TimeTexts.FormatUnexpected(TextFault.Quote(text), TextFault.Show(text[at]), at + 1, Text(expected)));

        public readonly ArgumentException Invalid(Func<string, string> fault) => new(fault(TextFault.Quote(text)));

        private static string Text(string key) => TimeTexts.ResourceManager.GetString(key, TimeTexts.Culture)!;
    }
}
