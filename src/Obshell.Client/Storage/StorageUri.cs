using System.Security;
using System.Text;
using Obshell.Client.Secrets;
using Obshell.Client.Storage;

namespace Obshell.Client;

/// <summary>
/// A location of backups: <c>file:///path</c>, <c>oss://bucket/key?host=...&amp;access_id=...&amp;access_key=...</c> and similar URIs
/// (PROTOCOL 4.6). The text may contain keys, so <see cref="ToString"/> masks them. The object accepts any text. The check of a request
/// refuses a text that must not be sent, with an error that does not repeat the text.
/// </summary>
public sealed class StorageUri : IEquatable<StorageUri>
{
    private const int MaxOpenValue = 8;

    private readonly string text;
    private readonly int trimmed;

    /// <summary>Makes an object from the text, without white space around it.</summary>
    public StorageUri(string text)
    {
        this.text = (text ?? "").Trim();
        trimmed = (text ?? "").IndexOf(this.text, StringComparison.Ordinal);
    }

    /// <summary><c>file</c>, <c>oss</c>, ...; empty when there is no scheme.</summary>
    public string Scheme
    {
        get
        {
            int mark = text.IndexOf("://", StringComparison.Ordinal);
            return mark > 0 ? text.Substring(0, mark).ToLowerInvariant() : "";
        }
    }

    /// <summary>
    /// Whether the value of this parameter may be shown. The value of an unknown parameter may be a secret, so it is not shown.
    /// </summary>
    internal static bool IsOpen(string parameter) => StorageParameter.Of(parameter.ToLowerInvariant()) is { IsSecret: false };

    /// <summary>Why the URI must not be sent to an agent (see <see cref="StorageText"/>); null when it may be sent.</summary>
    public string? FindFault() => StorageText.Fault(this)?.Text;

    /// <summary>
    /// Registers the keys for masking, because agents quote them. The keys are already plain text in this object, and stay in memory as
    /// long as the object exists.
    /// </summary>
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

            // A short value of an unknown parameter is not registered: if every "true" were masked, texts would be unreadable.
            if (!IsOpen(name) && (SecretMembers.Contains(name) || part.Length - equals > MaxOpenValue))
            {
                yield return part.Substring(equals + 1);
            }
        }
    }

    /// <summary>The position of a character in the text as the user typed it, from 1.</summary>
    internal int PositionOf(int index) => trimmed + index + 1;

    /// <summary>The text with its keys, which is a secret. It is used only in the encrypted body of a request.</summary>
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
