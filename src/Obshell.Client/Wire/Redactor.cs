using System;
using System.Collections.Generic;
using System.Security;
using System.Text.RegularExpressions;
using Obshell.Client.Security;

namespace Obshell.Client.Wire;

/// <summary>
/// Takes secrets out of text that people will see: by form (keys inside storage URIs, the SQL and JSON members that
/// carry passwords) and by value (what this connection has sent). Agents quote SQL and task logs word for word (trap 25).
/// </summary>
internal sealed class Redactor
{
    public const string Mask = "***";

    /// <summary>Shorter secrets are looked for by form only: replacing every "a" would leave no text.</summary>
    private const int ShortestByValue = 4;

    /// <summary>Longer texts are cut: each pattern reads all of it, and nobody else does.</summary>
    private const int LongestText = 1024 * 1024;

    private readonly List<SecureString> secrets = [];

    /// <summary>From now on this value is masked wherever it turns up.</summary>
    public void Remember(SecureString? secret)
    {
        if (secret is null || secret.Length < ShortestByValue)
        {
            return;
        }

        lock (secrets)
        {
            secrets.Add(secret.Copy());
        }
    }

    public string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        bool isCut = text!.Length > LongestText;
        string clean = isCut ? text.Substring(0, LongestText) : text;
        int longest = 0;
        lock (secrets)
        {
            foreach (SecureString secret in secrets)
            {
                longest = Math.Max(longest, secret.Length);
                clean = clean.Replace(SecretText.Reveal(secret), Mask);
            }
        }

        clean = CleanByForm(clean);
        if (!isCut)
        {
            return clean;
        }

        // The cut may have gone through a secret, which then was not recognized, or through a character.
        int end = Math.Max(0, clean.Length - longest);
        if (end > 0 && char.IsHighSurrogate(clean[end - 1]))
        {
            end--;
        }

        return clean.Substring(0, end) + $"... ({text.Length} characters)";
    }

    public static string CleanByForm(string text) => Forms.Clean(text);

    public void Forget()
    {
        lock (secrets)
        {
            secrets.ForEach(s => s.Dispose());
            secrets.Clear();
        }
    }

    /// <summary>Built at the first use: most sessions never show anything that needs it.</summary>
    private static class Forms
    {
        private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
        private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

        // access_key=... inside a storage URI, also where JSON has turned & into \u0026: a digit may stand right before it.
        private static readonly Regex UriSecret = new(
            @"(?<![A-Za-z_])(access_key|access_id|access_token|secret_key|secret|sas_token|password|passwd)=[^&\s""'\\<>,;)]*", Options, Limit);

        // JSON members whose value is a secret: text, or an array of texts.
        private static readonly Regex JsonSecret = new(
            @"""(decryption|kms_encrypt_info|password|root_password|rootPwd|access_key|access_id|Auth|Keys|session_id|ssotoken|Token)""\s*:\s*(""[^""\\]*(?:\\.[^""\\]*)*""?|\[[^\]]*\]?)",
            Options, Limit);

        // SET DECRYPTION IDENTIFIED BY 'p1','p2'; and the like, also cut off.
        private static readonly Regex SqlIdentified = new(@"\b(IDENTIFIED\s+BY)\s+[^;]*", Options, Limit);

        // SET @kms_encrypt_info ="...";
        private static readonly Regex SqlKms = new(@"(@?kms_encrypt_info)\s*=\s*(""[^""\\]*(?:\\.[^""\\]*)*""?|[^;\s]*)", Options, Limit);

        public static string Clean(string text)
        {
            try
            {
                text = UriSecret.Replace(text, "$1=" + Mask);
                text = JsonSecret.Replace(text, "\"$1\":\"" + Mask + "\"");
                text = SqlIdentified.Replace(text, "$1 '" + Mask + "'");
                return SqlKms.Replace(text, "$1=\"" + Mask + "\"");
            }
            catch (RegexMatchTimeoutException)
            {
                // Better no text than one that could not be checked.
                return Mask;
            }
        }
    }
}
