using System.Text.Json;
using Obshell.Client.Secrets;

namespace Obshell.Client.Restores.Requests;

/// <summary>
/// A field of a restore, which is one row of <see cref="TenantRestoreRequest.Fields"/>. Cmdlets, request objects, the body of the request,
/// the preflight, drills and the masking read everything about the field here.
/// </summary>
public abstract class RestoreField
{
    /// <summary>The <see cref="Question"/> of the fields Timestamp and Scn: to which point to restore.</summary>
    public const string PointQuestion = "Point";

    private protected RestoreField(string parameter, string key)
    {
        Parameter = parameter;
        Key = key;
    }

    /// <summary>Name of the parameter, and of the property of a request object.</summary>
    public string Parameter { get; }

    /// <summary>
    /// The key in the API documentation. It is an alias of the parameter, a key of request objects, and the key in the body that is sent.
    /// </summary>
    public string Key { get; }

    /// <summary>Other keys of request objects.</summary>
    public IReadOnlyList<string> OtherKeys { get; init; } = [];

    /// <summary>Whether <see cref="Key"/> is sent. The key of Timestamp is not sent: a point in time is sent as its SCN.</summary>
    internal bool IsSent { get; init; } = true;

    /// <summary>Whether a drill takes this field from its source. A drill itself sets the tenant and the point in time.</summary>
    public bool IsOfDrill { get; init; } = true;

    /// <summary>
    /// The question that the preflight cannot answer while the value of this field is uncertain. Null when there is no such question.
    /// </summary>
    public string? Question { get; init; }

    /// <summary>
    /// Checks the value without an agent. This property is required: a field without rules uses <see cref="RestoreRequestChecker.NoRule"/>.
    /// </summary>
    internal abstract Action<TenantRestoreRequest, List<InputFault>> Rule { get; }

    /// <summary>Whether the value is never shown.</summary>
    public abstract bool IsSecret { get; }

    /// <summary>All keys of a request object that mean this field.</summary>
    public IEnumerable<string> Names => [Key, .. OtherKeys, Parameter];

    /// <summary>The value in the form of the request; null when it is not given.</summary>
    public abstract object? Read(IRestoreValueReader reader, object? value);

    /// <summary>Whether two results of <see cref="Read"/> have the same meaning.</summary>
    public abstract bool IsSame(object one, object other);

    /// <summary>Whether a request has a value for this field.</summary>
    public abstract bool IsGiven(TenantRestoreRequest request);

    /// <summary>Puts a value that <see cref="Read"/> returned into a request.</summary>
    public abstract void Set(TenantRestoreRequest request, object value);

    internal abstract void Write(Utf8JsonWriter json, TenantRestoreRequest request);

    /// <summary>Registers the field's secrets for masking, because an agent may quote them.</summary>
    internal abstract void Remember(TenantRestoreRequest request, Redactor redactor);
}
