using System.Text.Json;
using Obshell.Client.Secrets;

namespace Obshell.Client.Restores.Requests;

/// <summary>The code for one kind of value. All fields with this kind use it.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="Read">Reads the value that a user entered.</param>
/// <param name="IsSame">Whether two values have the same meaning.</param>
/// <param name="Write">Writes key and value to the body of the request.</param>
internal sealed record RestoreFieldKind<T>(
    Func<IRestoreValueReader, object?, string, T?> Read,
    Func<T, T, bool> IsSame,
    Action<Utf8JsonWriter, string, T> Write)
{
    /// <summary>Registers the secrets in the value for masking; null when the value cannot contain a secret.</summary>
    public Action<Redactor, T>? Remember { get; init; }

    /// <summary>Whether the value as a whole is a secret.</summary>
    public bool IsSecret { get; init; }
}
