using System.Globalization;
using System.Text.Json;

namespace Obshell.Simulator;

/// <summary>
/// Reads a JSON body like gin (PROTOCOL 1.5). The case of names is ignored. If a name occurs several times, the last value is used. Unknown
/// keys are ignored, and null does not change a field. The first wrong type is reported at the end. Only after that, "required" is checked.
/// </summary>
internal sealed class JsonBinder
{
    private readonly JsonElement _object;
    private readonly string _type;
    private readonly Findings _findings;

    public JsonBinder(AgentRequest request, string type)
    {
        // If the body is not a JSON object, the agent's PreHandlers have already consumed it. So the handler finds an empty body (PROTOCOL
        // 1.2).
        _object = request.Body ?? throw Failed("EOF");
        _type = type;
        _findings = new Findings();
    }

    private JsonBinder(JsonElement element, string type, Findings findings)
    {
        _object = element;
        _type = type;
        _findings = findings;
    }

    private static AgentException Failed(string goText) => new(ErrorCodes.BindJsonFailed.With(goText));

    /// <summary>A binder for an element of an array. An element of a wrong type is reported, and then read as empty.</summary>
    public JsonBinder Nested(JsonElement element, string path, string type)
    {
        if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
            Mistype(element, path, "tenant.ZoneParam");
        return new JsonBinder(element, type, _findings);
    }

    /// <summary>A binder for the fields of an embedded Go struct, in the same object. Paths in its errors contain the struct.</summary>
    public JsonBinder Embedded(string type) => new(_object, $"{_type}.{type}", _findings);

    /// <summary>A binder for an object in a field; null when the field does not exist.</summary>
    public JsonBinder? Inner(string key, string goType)
    {
        if (Find(key) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Object)
            Mistype(value, key, goType);
        return new JsonBinder(value, $"{_type}.{key}", _findings);
    }

    private JsonElement? Find(string key)
    {
        JsonElement? found = null;
        if (_object.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var property in _object.EnumerateObject())
        {
            if (property.Name.Equals(key, StringComparison.OrdinalIgnoreCase))
                found = property.Value.ValueKind == JsonValueKind.Null ? null : property.Value;
        }
        return found;
    }

    private void Mistype(JsonElement value, string key, string goType)
    {
        var what = GoJson.KindName(value);
        if (value.ValueKind == JsonValueKind.Number)
            what += " " + value.GetRawText();
        _findings.FirstMistype ??= $"json: cannot unmarshal {what} into Go struct field {_type}.{key} of type {goType}";
    }

    public string? Text(string key)
    {
        if (Find(key) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        Mistype(value, key, "string");
        return null;
    }

    public string ElementText(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString()!;
        if (value.ValueKind != JsonValueKind.Null)
            Mistype(value, path, "string");
        return "";
    }

    public bool? Flag(string key)
    {
        if (Find(key) is not { } value)
            return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Mistype(value, key, "bool");
        return null;
    }

    public double? Float(string key)
    {
        if (Find(key) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number)
            return value.GetDouble();
        Mistype(value, key, "float64");
        return null;
    }

    /// <summary>Reads an integer. Like Go, it refuses <c>1.7e18</c> and <c>17.0</c> (PROTOCOL 4.1, scn).</summary>
    public long? Integer(string key, string goType, long most = long.MaxValue)
    {
        if (Find(key) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number
            && long.TryParse(value.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number <= most && number >= -most - 1)
        {
            return number;
        }
        Mistype(value, key, goType);
        return null;
    }

    public DateTimeOffset? Time(string key)
    {
        if (Find(key) is not { } value)
            return null;
        // In Go, time.Time decodes itself. Its error ends the decoding immediately, and is reported instead of an earlier wrong type.
        if (value.ValueKind != JsonValueKind.String)
        {
            _findings.Fatal ??= "Time.UnmarshalJSON: input is not a JSON string";
            return null;
        }
        if (GoTime.TryParse(value.GetString()!, out var time, out var error))
            return time;
        _findings.Fatal ??= error;
        return null;
    }

    public List<T>? Array<T>(string key, string goType, Func<JsonElement, string, T> bind)
    {
        if (Find(key) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Array)
        {
            Mistype(value, key, goType);
            return null;
        }
        var list = new List<T>();
        foreach (var element in value.EnumerateArray())
            list.Add(bind(element, key));
        return list;
    }

    /// <param name="path">The path below the type, including embedded structs.</param>
    /// <param name="field">The name of the Go field.</param>
    /// <param name="present">True if the value is not Go's zero value.</param>
    public void Require(string path, string field, bool present)
    {
        if (!present)
            _findings.Missing.Add($"Key: '{_type}.{path}' Error:Field validation for '{field}' failed on the 'required' tag");
    }

    /// <summary>Throws 400 <c>Common.BindJsonFailed</c> if the body has faults.</summary>
    public void Check()
    {
        if ((_findings.Fatal ?? _findings.FirstMistype) is { } error)
            throw Failed(error);
        if (_findings.Missing.Count > 0)
            throw Failed(string.Join('\n', _findings.Missing));
    }

    private sealed class Findings
    {
        public string? Fatal { get; set; }
        public string? FirstMistype { get; set; }
        public List<string> Missing { get; } = [];
    }
}
