using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;

namespace ObshellPS.Tests.Hosting;

/// <summary>What ConvertFrom-Json would have made of a text; the hosted engine has no such cmdlet.</summary>
public static class JsonShape
{
    public static PSObject Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return PSObject.AsPSObject(Value(document.RootElement)!);
    }

    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Properties(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Value).ToArray(),
        JsonValueKind.String => Text(element.GetString()!),
        JsonValueKind.Number => element.TryGetInt64(out long whole) ? whole : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static PSObject Properties(JsonElement element)
    {
        var bag = new PSObject();
        foreach (JsonProperty property in element.EnumerateObject())
        {
            bag.Properties.Add(new PSNoteProperty(property.Name, Value(property.Value)));
        }

        return bag;
    }

    /// <summary>PowerShell 7 makes a DateTime of what looks like one: Local when the text has an offset, else Unspecified.</summary>
    private static object Text(string text) =>
        text.Length >= 19 && text[4] == '-' && text[10] == 'T'
        && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime time)
            ? time
            : text;
}
