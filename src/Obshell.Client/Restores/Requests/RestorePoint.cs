using System.Globalization;

namespace Obshell.Client;

/// <summary>
/// An instant as OceanBase counts it: an SCN, nanoseconds since 1970-01-01 UTC in 64 bits. No time zone can change it,
/// which is why restores are asked for by SCN and never by text (PROTOCOL 4.7, traps 1 and 2).
/// </summary>
public sealed class RestorePoint
{
    private const long NanosPerSecond = 1_000_000_000;
    private const long NanosPerTick = 100;
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private RestorePoint(long scn) => Scn = scn;

    /// <summary>Nanoseconds since 1970-01-01T00:00:00Z.</summary>
    public long Scn { get; }

    /// <summary>The same instant in UTC, with all nine digits: <c>2026-11-21T04:00:00.000000000Z</c>.</summary>
    public string Utc =>
        Epoch.AddTicks(Scn / NanosPerSecond * TimeSpan.TicksPerSecond).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)
        + "." + (Scn % NanosPerSecond).ToString("D9", CultureInfo.InvariantCulture) + "Z";

    /// <summary>The same instant to the 100 nanoseconds that .NET can hold; the rest is cut off.</summary>
    public DateTimeOffset DateTimeOffset => new(Epoch.AddTicks(Scn / NanosPerTick));

    /// <exception cref="ArgumentException">Negative.</exception>
    public static RestorePoint FromScn(long scn) =>
        scn < 0 ? throw new ArgumentException("An SCN counts nanoseconds since 1970 and is never negative.") : new RestorePoint(scn);

    /// <exception cref="ArgumentException">Outside 1970 to 2262, what 64 bits of nanoseconds can hold.</exception>
    public static RestorePoint FromInstant(DateTimeOffset instant) => FromUtcTicks(instant.UtcTicks, 0);

    /// <exception cref="ArgumentException">The kind is Unspecified, or outside 1970 to 2262.</exception>
    public static RestorePoint FromDateTime(DateTime time) => time.Kind == DateTimeKind.Unspecified
        ? throw new ArgumentException(
            $"The DateTime {time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)} does not say in which time zone it is (Kind Unspecified). "
            + "Use a DateTimeOffset, a DateTime of Kind Utc or Local, or text with an offset such as 2026-11-21T12:00:00+08:00.")
        : FromUtcTicks((time.Kind == DateTimeKind.Local ? OfLocalClock(time) : time).Ticks, 0);

    /// <summary>
    /// Reads ISO 8601, year first, with <c>Z</c> or <c>+hh:mm</c>, up to nine fraction digits:
    /// <c>2026-11-21T12:00:00.123456789+08:00</c>. Nothing else: every other text can mean more than one moment.
    /// </summary>
    /// <exception cref="ArgumentException">Any other text; the message says what is wrong with it.</exception>
    public static RestorePoint Parse(string text)
    {
        var cursor = new Cursor(text.Trim());
        int year = cursor.Digits(4, "a year of four digits first, as in 2026-11-21T12:00:00+08:00");
        cursor.Expect('-', "'-' after the year");
        int month = cursor.Digits(2, "a month of two digits");
        cursor.Expect('-', "'-' after the month");
        int day = cursor.Digits(2, "a day of two digits");
        if (cursor.AtEnd)
        {
            throw cursor.Fault("the time of day and an offset, e.g. " + text.Trim() + "T12:00:00+08:00");
        }

        if (!cursor.Take('T') && !cursor.Take('t') && !cursor.Take(' '))
        {
            throw cursor.Fault("'T' between date and time");
        }

        int hour = cursor.Digits(2, "an hour of two digits");
        cursor.Expect(':', "':' after the hour");
        int minute = cursor.Digits(2, "minutes of two digits");
        int second = cursor.Take(':') ? cursor.Digits(2, "seconds of two digits") : 0;
        int nanos = cursor.Take('.') ? cursor.Fraction() : 0;
        TimeSpan offset = cursor.Offset();

        if (month is < 1 or > 12 || day < 1 || year < 1 || day > DateTime.DaysInMonth(year, month))
        {
            throw cursor.Invalid("there is no such day in the calendar");
        }

        if (hour > 23 || minute > 59 || second > 59)
        {
            throw cursor.Invalid("there is no such time of day (hours 00 to 23, minutes and seconds 00 to 59)");
        }

        long local = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks;
        return FromUtcTicks(local - offset.Ticks, nanos);
    }

    /// <inheritdoc/>
    public override string ToString() => Utc;

    /// <summary>
    /// What the clock of this machine's zone shows, as UTC. When it is put back it shows an hour (in some zones half an hour) twice, and
    /// when it is put forward it leaves one out.
    /// </summary>
    private static DateTime OfLocalClock(DateTime time)
    {
        TimeZoneInfo zone = TimeZoneInfo.Local;
        DateTime shown = DateTime.SpecifyKind(time, DateTimeKind.Unspecified);
        string text = shown.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        if (zone.IsInvalidTime(shown))
        {
            throw new ArgumentException($"There was no {text} in the time zone {zone.Id}: the clock was put forward over it. Give the moment with an offset.");
        }

        if (zone.IsAmbiguousTime(shown))
        {
            string[] instants = Array.ConvertAll(zone.GetAmbiguousTimeOffsets(shown), o => new DateTimeOffset(shown, o).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
            Array.Sort(instants, StringComparer.Ordinal);
            throw new ArgumentException($"{text} was twice in the time zone {zone.Id}: {string.Join(" and ", instants)}. Give the one that is meant, with its offset.");
        }

        return TimeZoneInfo.ConvertTimeToUtc(shown, zone);
    }

    private static RestorePoint FromUtcTicks(long utcTicks, int extraNanos)
    {
        long ticks = utcTicks - Epoch.Ticks;
        if (ticks < 0 || ticks > (long.MaxValue / NanosPerTick) - TimeSpan.TicksPerSecond)
        {
            throw new ArgumentException("The moment lies outside 1970 to 2262: an SCN cannot hold it.");
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
                    throw Invalid("it has more than nine fraction digits; an SCN counts nanoseconds");
                }

                value = (value * 10) + (text[at] - '0');
                at++;
            }

            if (at == start)
            {
                throw Fault("fraction digits after '.'");
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
                return AtEnd ? TimeSpan.Zero : throw Fault("nothing after 'Z'");
            }

            bool negative = at < text.Length && text[at] == '-';
            if (!negative && !(at < text.Length && text[at] == '+'))
            {
                throw AtEnd
                    ? Invalid($"it has no offset, so it could mean a different moment in each time zone. Add Z for UTC or one like +08:00: {text}+08:00")
                    : Fault("Z or an offset like +08:00");
            }

            at++;
            int hours = Digits(2, "an offset like +08:00");
            Expect(':', "an offset like +08:00");
            int minutes = Digits(2, "an offset like +08:00");
            if (!AtEnd)
            {
                throw Fault("nothing after the offset");
            }

            if (hours > 14 || minutes > 59 || (hours == 14 && minutes > 0))
            {
                throw Invalid("no time zone is more than 14 hours from UTC");
            }

            var offset = new TimeSpan(hours, minutes, 0);
            return negative ? -offset : offset;
        }

        public readonly ArgumentException Fault(string expected) =>
            Invalid(AtEnd ? $"it ends where {expected} is expected" : $"at position {at + 1} stands '{Shown(text[at])}' where {expected} is expected");

        public readonly ArgumentException Invalid(string why) =>
            new($"'{Shortened()}' is no unmistakable moment: {why}.");

        private static string Shown(char c) => TextFault.Show(c);

        private readonly string Shortened() => TextFault.Quote(text);
    }
}
