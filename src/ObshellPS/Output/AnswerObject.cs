using System.Management.Automation;

namespace ObshellPS.Output;

/// <summary>Converts the plain values of an agent's answer to objects with properties and to arrays.</summary>
internal static class AnswerObject
{
    private const string Contents = "contents";

    /// <summary>
    /// The items, if the answer is a list (<c>contents</c>, with or without pages). Otherwise the single value of the answer.
    /// </summary>
    public static IEnumerable<object?> Items(object? data) => data switch
    {
        null => [],
        IDictionary<string, object?> map when map.TryGetValue(Contents, out object? items) && items is null or IList<object?> =>
            ((IList<object?>?)items ?? []).Select(Of),
        IList<object?> list => list.Select(Of),
        _ => [Of(data)],
    };

    private static object? Of(object? value) => value switch
    {
        IDictionary<string, object?> map => Object(map),
        IList<object?> list => list.Select(Of).ToArray(),
        _ => value,
    };

    private static PSObject Object(IDictionary<string, object?> map)
    {
        var shown = new PSObject();
        shown.TypeNames.Insert(0, "ObshellPS.ApiAnswer");
        foreach (KeyValuePair<string, object?> entry in map)
        {
            // Two JSON keys can differ only in case, but PowerShell ignores the case of property names. So the second key gets a longer
            // name.
            string name = entry.Key.Length == 0 ? "_" : entry.Key;
            while (shown.Properties[name] is not null)
            {
                name += "_";
            }

            shown.Properties.Add(new PSNoteProperty(name, Of(entry.Value)));
        }

        return shown;
    }
}
