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
