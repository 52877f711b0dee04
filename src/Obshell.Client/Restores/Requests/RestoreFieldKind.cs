using System.Text.Json;
using Obshell.Client.Secrets;

namespace Obshell.Client.Restores.Requests;

/// <summary>What all fields with the same kind of value share.</summary>
/// <typeparam name="T">Of the value.</typeparam>
/// <param name="Read">From what people type.</param>
/// <param name="IsSame">Whether two values mean the same.</param>
/// <param name="Write">Writes key and value to the body of the request.</param>
internal sealed record RestoreFieldKind<T>(
    Func<IRestoreValueReader, object?, string, T?> Read,
    Func<T, T, bool> IsSame,
    Action<Utf8JsonWriter, string, T> Write)
{
    /// <summary>Lets the masking know the secrets in the value; null where it can hold none.</summary>
    public Action<Redactor, T>? Remember { get; init; }

    /// <summary>Whether the value as a whole is a secret.</summary>
    public bool IsSecret { get; init; }
}
