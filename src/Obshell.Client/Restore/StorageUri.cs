using System;
using Obshell.Client.Wire;

namespace Obshell.Client;

/// <summary>
/// A place of backups: <c>file:///path</c>, <c>oss://bucket/key?host=...&amp;access_id=...&amp;access_key=...</c> and the
/// like (PROTOCOL 4.6). The text may carry keys, so it shows itself without them. Any text can be held: what an agent
/// must not get is refused when a request is checked, with an error that does not repeat the text.
/// </summary>
public sealed class StorageUri : IEquatable<StorageUri>
{
    private readonly string text;

    /// <summary>Holds the text as given, without the white space around it.</summary>
    public StorageUri(string text) => this.text = (text ?? "").Trim();

    /// <summary><c>file</c>, <c>oss</c>, ...; empty when there is none.</summary>
    public string Scheme
    {
        get
        {
            int mark = text.IndexOf("://", StringComparison.Ordinal);
            return mark > 0 ? text.Substring(0, mark).ToLowerInvariant() : "";
        }
    }

    /// <summary>The values of its keys, so that they can be recognized where an agent quotes them.</summary>
    internal System.Collections.Generic.IEnumerable<string> SecretValues()
    {
        foreach (string part in text.Substring(text.IndexOf('?') + 1).Split('&'))
        {
            int equals = part.IndexOf('=');
            if (equals > 0 && part.Substring(0, equals).ToLowerInvariant() is ("access_key" or "access_id" or "access_token" or "secret_key"))
            {
                yield return part.Substring(equals + 1);
            }
        }
    }

    /// <summary>The text with its keys. Only the encrypted body of a request gets it.</summary>
    internal string Reveal() => text;

    /// <inheritdoc/>
    public bool Equals(StorageUri? other) => other is not null && string.Equals(text, other.text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StorageUri);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(text);

    /// <summary>The text with <c>***</c> in place of every key.</summary>
    public override string ToString() => Redactor.CleanByForm(text);
}
