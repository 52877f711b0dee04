using System.Security;
using Obshell.Client.Display;

namespace Obshell.Client.Secrets;

/// <summary>
/// Removes secrets from text that users will see. It finds them by form (keys in storage URIs, passwords in SQL and JSON) and by value
/// (secrets that this connection has sent). Agents quote SQL and task logs unchanged (trap 25).
/// </summary>
public sealed class Redactor
{
    /// <summary>The text that replaces a secret.</summary>
    public const string Mask = "***";

    /// <summary>
    /// When a text is cut, this number of characters after the cut is searched too, because a secret may be cut in two. A secret of 4096
    /// characters is shorter than this, even if each character is escaped.
    /// </summary>
    public const int MaxSecret = 32 * 1024;

    /// <summary>
    /// Texts longer than this are cut, because each pattern must read the whole text, and users do not read such a long text.
    /// </summary>
    private const int MaxText = 1024 * 1024;

    private readonly List<SecureString> secrets = [];
    private readonly SentHeaders sent = new();

    /// <summary>Masks this value in all texts from now on.</summary>
    public void Remember(SecureString? secret)
    {
        if (secret is null || secret.Length < SecretPatterns.MinLength)
        {
            return;
        }

        lock (secrets)
        {
            if (!secrets.Exists(known => SecretText.AreEqual(known, secret)))
            {
                secrets.Add(secret.Copy());
            }
        }
    }

    /// <summary>Registers an encrypted header for masking: anyone who reads it can use it until it expires.</summary>
    internal void RememberHeader(string header) => sent.Add(header);

    /// <summary>Makes the patterns for one answer or one text. The caller disposes them.</summary>
    /// <param name="time">The time limit for all texts together; null when each text has its own limit.</param>
    internal SecretPatterns Open(MaskingTime? time = null)
    {
        lock (secrets)
        {
            return new SecretPatterns(secrets, sent, time);
        }
    }

    /// <summary>Returns the text without secrets; a very long text is cut.</summary>
    public string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        using SecretPatterns patterns = Open();
        if (text!.Length <= MaxText)
        {
            return patterns.Clean(text);
        }

        // The search does not find an incomplete secret at the end of the searched text. So this end is removed too. A surrogate pair must
        // not be split.
        string clean = patterns.Clean(text.Substring(0, MaxText));
        int end = Math.Max(0, clean.Length - MaxSecret);
        if (end > 0 && char.IsHighSurrogate(clean[end - 1]))
        {
            end--;
        }

        return AnswerTexts.FormatShortened(clean.Substring(0, end), text.Length);
    }

    /// <summary>
    /// Cleans lines that belong together, because a secret may continue on the next line. The number of lines stays the same.
    /// </summary>
    public string[] Clean(string[] lines)
    {
        using SecretPatterns patterns = Open();
        return patterns.Clean(lines);
    }

    /// <summary>
    /// Returns the first characters of a text. The text is cleaned before it is cut, because the search does not find a part of a secret.
    /// </summary>
    public string CleanStart(string text, int length)
    {
        string clean = Clean(text.Length > length + MaxSecret ? text.Substring(0, length + MaxSecret) : text);
        return clean.Length > length ? clean.Substring(0, length) : clean;
    }

    /// <summary>
    /// Returns the cause, or null when its text contains a secret or control characters for a terminal. For example, parsers quote text
    /// that they cannot read.
    /// </summary>
    internal Exception? CauseOrNull(Exception? cause)
    {
        if (cause is null)
        {
            return null;
        }

        string words = cause.ToString();
        string lines = words.Replace("\r\n", "\n");
        return Clean(words) == words && VisibleText.Of(lines) == lines ? cause : null;
    }

    /// <summary>Removes secrets by form only, for texts without a connection.</summary>
    public static string CleanByForm(string text) => SecretForms.Clean(text);

    internal void Forget()
    {
        lock (secrets)
        {
            secrets.ForEach(s => s.Dispose());
            secrets.Clear();
        }
    }
}
