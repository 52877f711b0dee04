using System.Collections;
using System.Data;
using System.Management.Automation;
using Obshell.Client;

namespace ObshellPS.Objects;

/// <summary>
/// Reads the named values of a piped object: a hashtable, a CSV row, a JSON object, a database row, an object of a PowerShell class, or a
/// deserialized object (from a job or a file). It reads every readable property of any kind (promise 3).
/// </summary>
internal static class PropertyBag
{
    private const PSMemberTypes Readable =
        PSMemberTypes.NoteProperty | PSMemberTypes.Property | PSMemberTypes.ScriptProperty | PSMemberTypes.AliasProperty | PSMemberTypes.CodeProperty;

    /// <returns>The entries in order; null when the object is a plain value without names.</returns>
    /// <exception cref="ObshellInputException">A property cannot be read, so it is unknown what the user wants.</exception>
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

            return [.. entries, .. Added(input)];
        }

        if ((plain as DataRow ?? (plain as DataRowView)?.Row) is { } row)
        {
            return [.. row.Table.Columns.Cast<DataColumn>().Select(c => new KeyValuePair<string, object?>(c.ColumnName, row[c])), .. Added(input)];
        }

        return plain is not null && HasNames(input, plain) ? [.. Read(PSObject.AsPSObject(input), _ => true)] : null;
    }

    /// <summary>
    /// The object without its PSObject wrapper. A PSCustomObject keeps its wrapper, because the wrapper contains its properties.
    /// </summary>
    public static object? Unwrap(object? value) =>
        value is PSObject wrapper && wrapper.BaseObject is not PSCustomObject ? wrapper.BaseObject
        : value is PSObject custom ? custom.BaseObject
        : value;

    /// <summary>
    /// True if the properties of this object are read. Other objects are not read: a process has an Id too, but is not a DAG.
    /// </summary>
    private static bool HasNames(object? input, object plain) =>
        plain is PSCustomObject
        || (input is PSObject wrapped && wrapped.TypeNames.Any(n => n.StartsWith("Deserialized.", StringComparison.Ordinal)))
        || IsOfSession(plain.GetType());

    /// <summary>True for a class that was written in PowerShell or compiled with Add-Type. Its assembly has no file.</summary>
    private static bool IsOfSession(Type type) =>
        type is { IsClass: true, IsArray: false } && !typeof(IEnumerable).IsAssignableFrom(type) && !typeof(Delegate).IsAssignableFrom(type)
        && (type.Assembly.IsDynamic || type.Assembly.Location.Length == 0);

    /// <summary>The properties that Add-Member has added to the object.</summary>
    private static IEnumerable<KeyValuePair<string, object?>> Added(object? input) => Read(input as PSObject, p => p.IsInstance && p.MemberType != PSMemberTypes.Property);

    private static IEnumerable<KeyValuePair<string, object?>> Read(PSObject? wrapper, Func<PSPropertyInfo, bool> counts)
    {
        foreach (PSPropertyInfo property in wrapper?.Properties.Where(p => (p.MemberType & Readable) != 0 && p.IsGettable && counts(p)) ?? [])
        {
            object? value;
            try
            {
                value = property.Value;
            }
            catch (Exception e) when (e is GetValueException or RuntimeException)
            {
                // The error does not contain the exception's message: the script of a property may have put a secret into it.
                throw new ObshellInputException(new InputFault(
                    "UnreadableProperty", "InputObject", BindingTexts.FormatUnreadableProperty(TextFault.Quote(property.Name), (e.InnerException ?? e).GetType().Name)));
            }

            yield return new KeyValuePair<string, object?>(property.Name, value);
        }
    }
}
