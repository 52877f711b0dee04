using System.Globalization;
using Obshell.Client.Time;

namespace Obshell.Client.Json;

/// <summary>
/// Reads the members of a JSON object whose form may change (statistics, topology). A member that is absent, null or of another type is
/// treated as "not known". The other members can still be read.
/// </summary>
internal readonly struct PlainFields
{
    private readonly IReadOnlyDictionary<string, object?>? fields;

    public PlainFields(object? value) => fields = value as IReadOnlyDictionary<string, object?>;

    /// <summary>Whether the value is an object.</summary>
    public bool Exist => fields is not null;

    public string Text(string key) => Value(key) switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "",
    };

    public double? Number(string key) => Value(key) switch
    {
        long whole => whole,
        decimal exact => (double)exact,
        double real when !double.IsNaN(real) && !double.IsInfinity(real) => real,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double read) && !double.IsNaN(read) && !double.IsInfinity(read) => read,
        _ => null,
    };

    public long? Whole(string key) => Value(key) switch
    {
        long whole => whole,
        decimal exact when exact is >= long.MinValue and <= long.MaxValue => (long)exact,
        double real when Math.Abs(real) < 9e18 => (long)real,
        string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long read) => read,
        _ => null,
    };

    /// <summary>An unsigned 64-bit number. A number above the maximum of a long was read as a decimal.</summary>
    public ulong? Unsigned(string key) => Value(key) switch
    {
        long and < 0 => null,
        long whole => (ulong)whole,
        decimal exact when exact is >= 0 and <= ulong.MaxValue => (ulong)exact,
        string text when ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong read) => read,
        _ => null,
    };

    public bool? Flag(string key) => Text(key).ToUpperInvariant() switch
    {
        "TRUE" or "YES" => true,
        "FALSE" or "NO" => false,
        _ => null,
    };

    public DateTimeOffset? Time(string key) => AgentTimeText.Parse(Text(key));

    public PlainFields Object(string key) => new(Value(key));

    /// <summary>The objects of a list; null when the member is not a list (trap 18).</summary>
    public IReadOnlyList<PlainFields>? List(string key)
    {
        if (Value(key) is not IEnumerable<object?> items)
        {
            return null;
        }

        var list = new List<PlainFields>();
        foreach (object? item in items)
        {
            var one = new PlainFields(item);
            if (one.Exist)
            {
                list.Add(one);
            }
        }

        return list;
    }

    private object? Value(string key) => fields is not null && fields.TryGetValue(key, out object? value) ? value : null;
}
