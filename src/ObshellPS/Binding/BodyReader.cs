using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using System.Security;
using Obshell.Client;
using ObshellPS.Objects;

namespace ObshellPS.Binding;

/// <summary>
/// Converts the body that a user types to plain values. It removes PowerShell's wrappers at every level, and keeps the order of
/// dictionaries and lists. It refuses objects of other types and does not guess: the agent ignores unknown keys, so a wrong guess would
/// cause no error.
/// </summary>
internal static class BodyReader
{
    private const int MaxDepth = 32;

    /// <exception cref="ObshellInputException">A value cannot be written as JSON for the API. The message contains the position of the
    /// value, never the value.</exception>
    public static object? Read(object? body) => InputValue.IsBlank(body) ? null : Read(body, "", 1);

    private static object? Read(object? value, string place, int depth)
    {
        if (depth > MaxDepth + 1)
        {
            string shown = place.Length > 60 ? place.Substring(0, 60) + "..." : place;
            throw Fault("BodyTooDeep", shown, BindingTexts.FormatBodyTooDeep(MaxDepth));
        }

        object? plain = PropertyBag.Unwrap(value);
        switch (plain)
        {
            case null or string or SecureString or StorageUri or RestorePoint:
                return plain;
            case SwitchParameter given:
                return given.IsPresent;
            case PSCredential or ScriptBlock:
                throw Fault("BodyNotSerializable", place, BindingTexts.FormatBodyNoForm(plain.GetType().Name));
        }

        if (PropertyBag.Open(value) is { } bag)
        {
            var map = new OrderedDictionary(bag.Count, StringComparer.Ordinal);
            foreach (KeyValuePair<string, object?> entry in bag)
            {
                if (map.Contains(entry.Key))
                {
                    throw Fault("ConflictingValue", place, BindingTexts.FormatBodyKeyTwice(TextFault.Quote(entry.Key)));
                }

                map.Add(entry.Key, Read(entry.Value, place.Length == 0 ? entry.Key : place + "." + entry.Key, depth + 1));
            }

            return map;
        }

        if (plain is not IEnumerable many)
        {
            return plain;
        }

        var list = new List<object?>();
        foreach (object? item in many)
        {
            list.Add(Read(item, $"{place}[{list.Count}]", depth + 1));
        }

        return list;
    }

    private static ObshellInputException Fault(string id, string place, string message) =>
        new(new InputFault(id, "Body", place.Length == 0 ? message : BindingTexts.FormatBodyAt(place, message)));
}
