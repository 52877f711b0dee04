using System.Text.Json;
using Obshell.Client.Secrets;

namespace Obshell.Client.Restores.Requests;

/// <summary>A field whose value has the type <typeparamref name="T"/>.</summary>
/// <typeparam name="T">The type of the value; null when it is not given.</typeparam>
internal sealed class TypedRestoreField<T> : RestoreField
{
    private readonly RestoreFieldKind<T> kind;
    private readonly Func<TenantRestoreRequest, T?> get;
    private readonly Action<TenantRestoreRequest, T> set;

    public TypedRestoreField(
        string parameter,
        string key,
        RestoreFieldKind<T> kind,
        Func<TenantRestoreRequest, T?> get,
        Action<TenantRestoreRequest, T> set,
        Action<TenantRestoreRequest, List<InputFault>> rule)
        : base(parameter, key)
    {
        this.kind = kind;
        this.get = get;
        this.set = set;
        Rule = rule;
        Sent = get;
    }

    internal override Action<TenantRestoreRequest, List<InputFault>> Rule { get; }

    public override bool IsSecret => kind.IsSecret;

    /// <summary>The value that is sent. It may differ from the value that the user gave.</summary>
    public Func<TenantRestoreRequest, T?> Sent { get; init; }

    public override object? Read(IRestoreValueReader reader, object? value) => kind.Read(reader, value, Parameter);

    public override bool IsSame(object one, object other) => kind.IsSame((T)one, (T)other);

    public override bool IsGiven(TenantRestoreRequest request) => get(request) is { } value && !(value is string text && string.IsNullOrWhiteSpace(text));

    public override void Set(TenantRestoreRequest request, object value) => set(request, (T)value);

    internal override void Write(Utf8JsonWriter json, TenantRestoreRequest request)
    {
        if (IsSent && Sent(request) is { } value)
        {
            kind.Write(json, Key, value);
        }
    }

    internal override void Remember(TenantRestoreRequest request, Redactor redactor)
    {
        if (get(request) is { } value)
        {
            kind.Remember?.Invoke(redactor, value);
        }
    }
}
