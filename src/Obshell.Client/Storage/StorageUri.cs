using System.Security;
using System.Text;
using Obshell.Client.Secrets;
using Obshell.Client.Storage;

namespace Obshell.Client;

/// <summary>
/// A place of backups: <c>file:///path</c>, <c>oss://bucket/key?host=...&amp;access_id=...&amp;access_key=...</c> and the
/// like (PROTOCOL 4.6). The text may carry keys, so it shows itself without them. Any text can be held: what an agent
/// must not get is refused when a request is checked, with an error that does not repeat the text.
/// </summary>
public sealed class StorageUri : IEquatable<StorageUri>
{
    private const int MaxOpenValue = 8;

    private readonly string text;
    private readonly int trimmed;

    /// <summary>Holds the text as given, without the white space around it.</summary>
    public StorageUri(string text)
    {
        this.text = (text ?? "").Trim();
        trimmed = (text ?? "").IndexOf(this.text, StringComparison.Ordinal);
    }

    /// <summary><c>file</c>, <c>oss</c>, ...; empty without one.</summary>
    public string Scheme
    {
        get
        {
            int mark = text.IndexOf("://", StringComparison.Ordinal);
            return mark > 0 ? text.Substring(0, mark).ToLowerInvariant() : "";
        }
    }

    /// <summary>Whether the value of this parameter may be shown. That of an unknown one may be a secret.</summary>
    internal static bool IsOpen(string parameter) => StorageParameter.Of(parameter.ToLowerInvariant()) is { IsSecret: false };

    /// <summary>Why an agent must not get it (see <see cref="StorageText"/>); null when it may.</summary>
    public string? FindFault() => StorageText.Fault(this);

    /// <summary>Has the values of its keys masked where an agent quotes them. They are text already, and stay so for as long as it is held.</summary>
    internal void RememberSecrets(Redactor redactor)
    {
        foreach (string value in SecretValues())
        {
            using SecureString secret = SecretText.Protect(value);
            redactor.Remember(secret);
        }
    }

    private IEnumerable<string> SecretValues()
    {
        int mark = text.IndexOf('?');
        foreach (string part in mark < 0 ? [] : text.Substring(mark + 1).Split('&'))
        {
            int equals = part.IndexOf('=');
            string name = equals < 0 ? "" : Uri.UnescapeDataString(part.Substring(0, equals));

            // A short value of an unknown name is not a secret: masking every "true" would leave nothing to read.
            if (!IsOpen(name) && (SecretMembers.Contains(name) || part.Length - equals > MaxOpenValue))
            {
                yield return part.Substring(equals + 1);
            }
        }
    }

    /// <summary>Where a character is in the text as it was typed, from 1.</summary>
    internal int PositionOf(int index) => trimmed + index + 1;

    /// <summary>The text with its keys: a secret. Only the encrypted body of a request gets it.</summary>
    public string Reveal() => text;

    /// <inheritdoc/>
    public bool Equals(StorageUri? other) => other is not null && string.Equals(text, other.text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StorageUri);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(text);

    /// <summary>The text with <c>***</c> in place of every key.</summary>
    public override string ToString()
    {
        int mark = text.IndexOf('?');
        if (mark < 0)
        {
            return Redactor.CleanByForm(text);
        }

        var shown = new StringBuilder(text, 0, mark, text.Length);
        char before = '?';
        foreach (string part in text.Substring(mark + 1).Split('&'))
        {
            int equals = part.IndexOf('=');
            string name = equals < 0 ? "" : part.Substring(0, equals);
            shown.Append(before).Append(
                part.Length == 0 || IsOpen(name) ? part
                : equals < 0 ? Redactor.Mask
                : name + "=" + Redactor.Mask);
            before = '&';
        }

        return Redactor.CleanByForm(shown.ToString());
    }
}
