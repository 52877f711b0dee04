using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;

namespace ObshellPS.Objects;

/// <summary>
/// The named values of what people pipe in: hashtables, CSV rows, JSON objects, objects that came through a job or CLIXML.
/// </summary>
internal static class PropertyBag
{
    /// <returns>The entries in order; null when the object is a plain value without names.</returns>
    public static IReadOnlyList<KeyValuePair<string, object?>>? Open(object? input)
    {
        object? plain = Unwrap(input);
        if (plain is IDictionary dictionary)
        {
            var entries = new List<KeyValuePair<string, object?>>(dictionary.Count);
            foreach (DictionaryEntry entry in dictionary)
            {
                entries.Add(new KeyValuePair<string, object?>(entry.Key.ToString() ?? "", entry.Value));
            }

            return entries;
        }

        if (plain is PSCustomObject || (input is PSObject wrapped && IsDeserialized(wrapped)))
        {
            var entries = new List<KeyValuePair<string, object?>>();
            foreach (PSPropertyInfo property in ((PSObject)input!).Properties)
            {
                if (property.MemberType is PSMemberTypes.NoteProperty or PSMemberTypes.Property)
                {
                    entries.Add(new KeyValuePair<string, object?>(property.Name, property.Value));
                }
            }

            return entries;
        }

        return null;
    }

    /// <summary>The object itself; a PSCustomObject's content lives in its wrapper, so that one stays.</summary>
    public static object? Unwrap(object? value) =>
        value is PSObject wrapper && wrapper.BaseObject is not PSCustomObject ? wrapper.BaseObject
        : value is PSObject custom ? custom.BaseObject
        : value;

    private static bool IsDeserialized(PSObject value)
    {
        foreach (string name in value.TypeNames)
        {
            if (name.StartsWith("Deserialized.", System.StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
