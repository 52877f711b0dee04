using System.Security;
using Obshell.Client.Display;

namespace Obshell.Client.Secrets;

/// <summary>
/// Takes secrets out of text that people will see: by form (keys inside storage URIs, the SQL and JSON members that
/// carry passwords) and by value (what this connection has sent). Agents quote SQL and task logs word for word (trap 25).
/// </summary>
public sealed class Redactor
{
    /// <summary>What is shown in place of a secret.</summary>
    public const string Mask = "***";

    /// <summary>How much behind a cut is looked at; 4096 characters, each escaped, are less.</summary>
    public const int MaxSecret = 32 * 1024;

    /// <summary>Longer texts are cut: each pattern reads all of it, and no person does.</summary>
    private const int MaxText = 1024 * 1024;

    private readonly List<SecureString> secrets = [];
    private readonly SentHeaders sent = new();

    /// <summary>From now on this value is masked wherever it turns up.</summary>
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

    /// <summary>An encrypted header that goes out now: whoever reads it can use it until its time is over.</summary>
    internal void RememberHeader(string header) => sent.Add(header);

    /// <summary>What to look for, for as long as one answer or text is looked at; the caller disposes it.</summary>
    /// <param name="time">For all that is looked at with them; null when each text has a limit of its own.</param>
    internal SecretPatterns Open(MaskingTime? time = null)
    {
        lock (secrets)
        {
            return new SecretPatterns(secrets, sent, time);
        }
    }

    /// <summary>The text without secrets; cut where it is longer than anyone reads.</summary>
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

        // The cut may go through a secret, which then is not recognized, or through a character.
        string clean = patterns.Clean(text.Substring(0, MaxText));
        int end = Math.Max(0, clean.Length - MaxSecret);
        if (end > 0 && char.IsHighSurrogate(clean[end - 1]))
        {
            end--;
        }

        return AnswerTexts.FormatShortened(clean.Substring(0, end), text.Length);
    }

    /// <summary>Cleans lines that belong together: a secret can continue on the next line. The number of lines stays the same.</summary>
    public string[] Clean(string[] lines)
    {
        using SecretPatterns patterns = Open();
        return patterns.Clean(lines);
    }

    /// <summary>The first so many characters. Cleaned before it is cut: half a secret has no form and no known value.</summary>
    public string CleanStart(string text, int length)
    {
        string clean = Clean(text.Length > length + MaxSecret ? text.Substring(0, length + MaxSecret) : text);
        return clean.Length > length ? clean.Substring(0, length) : clean;
    }

    /// <summary>The cause, unless its text shows a secret or draws on the terminal: parsers quote what they could not read.</summary>
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

    /// <summary>Takes out what looks like a secret, for texts that are of no connection.</summary>
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
