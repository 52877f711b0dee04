using System.Text.RegularExpressions;

namespace Obshell.Client.Secrets;

/// <summary>
/// Secrets by their form, also those of other people and other tools: keys inside storage URIs, JSON members, SQL, command
/// lines and addresses; plain, percent-encoded, or escaped for JSON as often as it may be. Agents write these texts, so no form
/// may look at a stretch again for each place in it: what can be long is stepped over once, and none begins with it.
/// </summary>
internal static class SecretForms
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>A name like access_key or AccessKeySecret, up to its end.</summary>
    private const string Name = "(?<name>" + SecretNames.Pattern + @"[\w.-]{0,40}";

    /// <summary>What is between quotes, in SQL or escaped for JSON: to the same quote, behind as many backslashes.</summary>
    private const string Quoted = @"(?<q>\\*[""'`])(?:(?!(?<!\\)\k<q>)[\s\S])*(?:\k<q>\k<q>(?:(?!(?<!\\)\k<q>)[\s\S])*)*(?:\k<q>)?";

    /// <summary>An ampersand and its like, escaped for JSON, end a value; other escapes belong to it.</summary>
    private const string Escaped = @"\\+u(?!0026|003c|003e|0022|0027|002c)[0-9a-f]{4}|\\+/";

    /// <summary>The programs that take a password on their command line.</summary>
    private const string Program = @"\b(?:obclient|mysql|mysqldump|obdumper|obloader|ob_admin)\b";

    /// <summary>For one match, and for a text that no answer's limit holds for.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private static readonly (Regex Form, string Masked)[] All =
    [
        // The agent's login headers, no matter how a name and its value are written: base64, so its end is plain.
        (new(@"(?<name>X[-_]OCS[-_](?:AGENT[-_])?(?:HEADER|AUTH)(?:[\s""'`:=>,\[({\\]|u00[0-9a-f]{2}|%(?:25)*[0-9a-f]{2}){1,60})[A-Za-z0-9+/=_\\%-]{8,}", Options, Limit), "${name}" + Redactor.Mask),

        // access_key=..., with blanks and quotes as ini files and SQL have them.
        (new(Name + @"\s*(?:=|:=|=>|\\+u003d)[ \t]*)(?:" + Quoted + @"|(?:[^&\s""'`\\<>,;)]|" + Escaped + ")*)", Options, Limit), "${name}" + Redactor.Mask),

        // The same inside a URI that was percent-encoded as a whole, once or twice: there %26 ends the value.
        (new(Name + @"%(?:25)*3D)(?:[^&\s""'`\\<>,;)%]|%(?!(?:25)*(?:26|22|27))[0-9a-f]{2})*", Options, Limit), "${name}" + Redactor.Mask),

        // JSON members: text, a list, or a bare value.
        (new(@"(?<name>[""'](?:[\w.-]{0,40}?" + SecretNames.Pattern + @"[\w.-]{0,40}|" + SecretNames.RequestPattern + @"|encryption|rootPwd|Auth|Authorization|Keys|Token)\\*[""']\s*:\s*)(?:" + Quoted + @"|\[[^\]]*\]?|[^\s,}\]]+)", Options, Limit),
            "${name}\"" + Redactor.Mask + "\""),

        // What Go's %+v and YAML make of them. "(using password: YES)" is useful and reveals nothing.
        (new(@"(?<name>\b(?:access_?(?:key|id|token)|secret_?(?:access_?)?(?:key|id)?|passw(?:or)?d|passphrase|pwd|sas_?token|" + SecretNames.RequestPattern + @")\s*:[ \t]*)(?!(?:yes|no|true|false|null)\b)(?:" + Quoted + @"|&?\[[^\]]*\]?|[^\s&""'`\\<>,;)}\]]+)", Options, Limit),
            "${name}" + Redactor.Mask),

        // SET DECRYPTION IDENTIFIED BY 'p1','p2'; and the like, also cut off.
        (new(@"(?<name>\bIDENTIFIED\s+BY\s+)(?:" + Quoted + "|[^;])*", Options, Limit), "${name}'" + Redactor.Mask + "'"),

        // SET @kms_encrypt_info ="..."; ENCRYPTION and DECRYPTION as parameters.
        (new(@"(?<name>(?:" + SecretNames.RequestPattern + @"|\bencryption)\s*(?:=|:=|\\+u003d)\s*)(?:" + Quoted + @"|[^;\s]*)", Options, Limit), "${name}\"" + Redactor.Mask + "\""),

        // Logins: in headers, and before the host of an address (also as Go's MySQL driver writes it).
        (new(@"(?<name>\b(?:Authorization|X-OCS-(?:Agent-)?Header)\s*[:=]\s*)[^\r\n""']+", Options, Limit), "${name}" + Redactor.Mask),
        (new(@"(?<name>\b(?:Basic|Bearer)\s+)[A-Za-z0-9+/=._~-]{8,}", Options, Limit), "${name}" + Redactor.Mask),
        (new(@"(?<name>://[^\s/:@""'<>?]{0,80}:)[^\s/@""'<>]{1,200}(?=@)", Options, Limit), "${name}" + Redactor.Mask),
        (new(@"(?<name>[\w$#]:)[^\s:/""'<>(]{1,200}(?=@(?:tcp|unix)\()", Options, Limit), "${name}" + Redactor.Mask),

        // obclient -pPASSWORD; -P is the port.
        (new(@"(?<name>" + Program + @"(?:(?!" + Program + @")[^\r\n]){0,400}?\s-p)(?!\s)(?:" + Quoted + @"|\S+)", RegexOptions.CultureInvariant, Limit), "${name}" + Redactor.Mask),
    ];

    public static string Clean(string text) => Clean(text, new MaskingTime(Limit));

    /// <exception cref="TimeoutException">The time of the whole answer is over.</exception>
    public static string Clean(string text, MaskingTime time)
    {
        // None of the forms does without one of these, and most texts of an agent have none.
        if (text.Length < 5 || text.IndexOfAny(['=', ':', '%', ' ', '\\']) < 0)
        {
            return text;
        }

        try
        {
            foreach ((Regex form, string masked) in All)
            {
                time.Spend(text.Length);
                text = form.Replace(text, match =>
                {
                    time.Spend(0);
                    return match.Result(masked);
                });
            }

            return text;
        }
        catch (RegexMatchTimeoutException)
        {
            // Better no text than one that could not be checked.
            return Redactor.Mask;
        }
        catch (TimeoutException) when (!time.IsOfAnswer)
        {
            return Redactor.Mask;
        }
    }
}
