using System.Text.Json;
using Obshell.Client.Secrets;

namespace Obshell.Client.Restores.Requests;

/// <summary>
/// One row of <see cref="TenantRestoreRequest.Fields"/>: everything that the cmdlets, request objects, the wire, the preflight,
/// drills and the masking need to know about a field of a restore.
/// </summary>
public abstract class RestoreField
{
    /// <summary>Timestamp and Scn answer the same question.</summary>
    public const string PointQuestion = "Point";

    private protected RestoreField(string parameter, string key)
    {
        Parameter = parameter;
        Key = key;
    }

    /// <summary>Name of the parameter, and of the property of a request object.</summary>
    public string Parameter { get; }

    /// <summary>The key of the API page. It is an alias of the parameter, a key of request objects, and the key in the body that is sent.</summary>
    public string Key { get; }

    /// <summary>Other keys of request objects.</summary>
    public IReadOnlyList<string> OtherKeys { get; init; } = [];

    /// <summary>Whether <see cref="Key"/> is sent. The key of a moment is not sent: the moment is sent as its SCN.</summary>
    internal bool IsSent { get; init; } = true;

    /// <summary>Whether the source of a drill has this field. The drill itself sets the tenant and the point.</summary>
    public bool IsOfDrill { get; init; } = true;

    /// <summary>
    /// The question of the preflight that stays open while this field is in doubt. Null where a bad value leaves no doubt about its
    /// meaning: the preflight looks for the value, and finds it or not.
    /// </summary>
    public string? Question { get; init; }

    /// <summary>The rules that can be checked without an agent. It is required: a field without a rule must say so.</summary>
    internal abstract Action<TenantRestoreRequest, List<InputFault>> Rule { get; }

    /// <summary>Whether the value is never shown.</summary>
    public abstract bool IsSecret { get; }

    /// <summary>Every key of a request object that means this field.</summary>
    public IEnumerable<string> Names => [Key, .. OtherKeys, Parameter];

    /// <summary>The value in the form that the request holds; null when it is not given.</summary>
    public abstract object? Read(IRestoreValueReader reader, object? value);

    /// <summary>Whether two values that <see cref="Read"/> returned mean the same.</summary>
    public abstract bool IsSame(object one, object other);

    /// <summary>Whether a request has a value for this field.</summary>
    public abstract bool IsGiven(TenantRestoreRequest request);

    /// <summary>Puts a value that <see cref="Read"/> returned into a request.</summary>
    public abstract void Set(TenantRestoreRequest request, object value);

    internal abstract void Write(Utf8JsonWriter json, TenantRestoreRequest request);

    /// <summary>Registers the field's secrets for masking, because an agent may quote them.</summary>
    internal abstract void Remember(TenantRestoreRequest request, Redactor redactor);
}
