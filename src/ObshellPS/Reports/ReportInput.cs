using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using Obshell.Client;
using Obshell.Recovery;
using ObshellPS.Binding;
using ObshellPS.Objects;

namespace ObshellPS.Reports;

/// <summary>
/// Reads the objects for a report. A deserialized object (from a job, or from a file of Export-Clixml) is built again from its values and
/// the name of its type.
/// </summary>
internal static class ReportInput
{
    private const string Mark = "Deserialized.";

    private static readonly Dictionary<string, Type> Known = new[] { typeof(RestoreDrillResult), typeof(TenantRecovery), typeof(DagDetail), typeof(TenantRestore), typeof(RestoreOverview) }
        .ToDictionary(t => Mark + t.FullName, StringComparer.Ordinal);

    /// <returns>An object of a type that a report can contain, or the object unchanged.</returns>
    public static object? Read(object? item)
    {
        Type? type = item is PSObject wrapped ? wrapped.TypeNames.Select(n => Known.TryGetValue(n, out Type? known) ? known : null).FirstOrDefault(t => t is not null) : null;
        return type is null ? PropertyBag.Unwrap(item) : Build(type, item) ?? PropertyBag.Unwrap(item);
    }

    /// <returns>Null for a value that cannot be converted; the object then has no such value.</returns>
    private static object? Build(Type wanted, object? value)
    {
        object? plain = PropertyBag.Unwrap(value);
        Type type = Nullable.GetUnderlyingType(wanted) ?? wanted;
        if (plain is null || type.IsInstanceOfType(plain))
        {
            return plain;
        }

        if (type.IsArray)
        {
            return BuildArray(type.GetElementType()!, value);
        }

        if (OwnType.Is(type) && !type.IsEnum)
        {
            return PropertyBag.Open(value) is { } bag ? BuildObject(type, bag) : null;
        }

        if (type == typeof(DateTimeOffset))
        {
            return Moment(value, plain);
        }

        return LanguagePrimitives.TryConvertTo(plain, type, CultureInfo.InvariantCulture, out object? converted) ? converted : null;
    }

    /// <summary>
    /// Reads a moment. CLIXML supports DateTime, but writes a DateTimeOffset as separate properties. The offset of the moment is kept,
    /// because some moments are local times.
    /// </summary>
    private static object? Moment(object? value, object plain)
    {
        if (plain is DateTime time)
        {
            return time.Kind == DateTimeKind.Unspecified ? null : new DateTimeOffset(time);
        }

        if (PropertyBag.Open(value) is not { } bag
            || bag.FirstOrDefault(e => e.Key == nameof(DateTimeOffset.UtcTicks)).Value is not long ticks || ticks < 0 || ticks > DateTimeOffset.MaxValue.Ticks)
        {
            return null;
        }

        var moment = new DateTimeOffset(ticks, TimeSpan.Zero);
        return bag.FirstOrDefault(e => e.Key == nameof(DateTimeOffset.Offset)).Value is TimeSpan offset && offset.Duration() <= TimeSpan.FromHours(14) && offset.Ticks % TimeSpan.TicksPerMinute == 0 && moment.Year is > 1 and < 9999
            ? moment.ToOffset(offset)
            : moment;
    }

    private static Array BuildArray(Type element, object? values)
    {
        object?[] items = [.. InputValue.Each(values).Select(v => Build(element, v)).Where(v => v is not null)];
        var array = Array.CreateInstance(element, items.Length);
        Array.Copy(items, array, items.Length);
        return array;
    }

    private static object? BuildObject(Type type, IReadOnlyList<KeyValuePair<string, object?>> bag)
    {
        object? Value(string name, Type wanted) => Build(wanted, bag.FirstOrDefault(e => e.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value);

        // An object without a verdict is not a result: the default value of the enumeration would be a real verdict.
        if (type.GetProperty("Verdict") is { } verdict && Value(verdict.Name, verdict.PropertyType) is null)
        {
            return null;
        }

        ConstructorInfo made = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(c => c.GetParameters().Length).First();
        object?[] arguments = [.. made.GetParameters().Select(p => Value(p.Name!, p.ParameterType) ?? (p.ParameterType == typeof(string) ? "" : null))];
        object result = made.Invoke(arguments);
        foreach (PropertyInfo property in type.GetProperties().Where(p => p.CanWrite))
        {
            if (Value(property.Name, property.PropertyType) is { } value)
            {
                property.SetValue(result, value);
            }
        }

        return result;
    }
}
