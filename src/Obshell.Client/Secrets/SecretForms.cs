using System.Text.RegularExpressions;

namespace Obshell.Client.Secrets;

/// <summary>
/// Finds secrets by their form, even secrets of other users and tools: in storage URIs, JSON members, SQL, command lines and addresses. The
/// secrets may be plain, percent-encoded, or escaped for JSON any number of times. The search in a text from an agent must never take very
/// long. So no pattern begins with a part of unlimited length, and each pattern reads a part of unlimited length only once.
/// </summary>
internal static class SecretForms
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>A name such as access_key or AccessKeySecret.</summary>
    private const string Name = "(?<name>" + SecretNames.Pattern + @"[\w.-]{0,40}";

    /// <summary>Text between quotes, in SQL or escaped for JSON. It ends at the same quote with the same number of backslashes.</summary>
    private const string Quoted = @"(?<q>\\*[""'`])(?:(?!(?<!\\)\k<q>)[\s\S])*(?:\k<q>\k<q>(?:(?!(?<!\\)\k<q>)[\s\S])*)*(?:\k<q>)?";

    /// <summary>An escape that is part of a value. An escaped ampersand, or a similar character, ends the value.</summary>
    private const string Escaped = @"\\+u(?!0026|003c|003e|0022|0027|002c)[0-9a-f]{4}|\\+/";

    /// <summary>The programs that accept a password on the command line.</summary>
    private const string Program = @"\b(?:obclient|mysql|mysqldump|obdumper|obloader|ob_admin)\b";

    /// <summary>The time limit for one match, and for the whole search in a text that does not belong to an answer.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private static readonly (Regex Form, string Masked)[] All =
    [
        // The agent's login headers, in any form of the name. The value is base64, so its end can be found.
        (new(@"(?<name>X[-_]OCS[-_](?:AGENT[-_])?(?:HEADER|AUTH)(?:[\s""'`:=>,\[({\\]|u00[0-9a-f]{2}|%(?:25)*[0-9a-f]{2}){1,60})[A-Za-z0-9+/=_\\%-]{8,}", Options, Limit), "${name}" + Redactor.Mask),

        // access_key=..., with or without spaces and quotes, as in ini files and SQL.
        (new(Name + @"\s*(?:=|:=|=>|\\+u003d)[ \t]*)(?:" + Quoted + @"|(?:[^&\s""'`\\<>,;)]|" + Escaped + ")*)", Options, Limit), "${name}" + Redactor.Mask),

        // access_key=... in a URI that was percent-encoded as a whole, once or twice. There %26 ends the value.
        (new(Name + @"%(?:25)*3D)(?:[^&\s""'`\\<>,;)%]|%(?!(?:25)*(?:26|22|27))[0-9a-f]{2})*", Options, Limit), "${name}" + Redactor.Mask),

        // JSON members with a text, a list, or a value without quotes.
        (new(@"(?<name>[""'](?:[\w.-]{0,40}?" + SecretNames.Pattern + @"[\w.-]{0,40}|" + SecretNames.RequestPattern + @"|encryption|rootPwd|Auth|Authorization|Keys|Token)\\*[""']\s*:\s*)(?:" + Quoted + @"|\[[^\]]*\]?|[^\s,}\]]+)", Options, Limit),
            "${name}\"" + Redactor.Mask + "\""),

        // The forms of Go's %+v and of YAML. "(using password: YES)" is not masked, because it is useful and contains no secret.
        (new(@"(?<name>\b(?:access_?(?:key|id|token)|secret_?(?:access_?)?(?:key|id)?|passw(?:or)?d|passphrase|pwd|sas_?token|" + SecretNames.RequestPattern + @")\s*:[ \t]*)(?!(?:yes|no|true|false|null)\b)(?:" + Quoted + @"|&?\[[^\]]*\]?|[^\s&""'`\\<>,;)}\]]+)", Options, Limit),
            "${name}" + Redactor.Mask),

        // SET DECRYPTION IDENTIFIED BY 'p1','p2'; and similar statements, even without their end.
        (new(@"(?<name>\bIDENTIFIED\s+BY\s+)(?:" + Quoted + "|[^;])*", Options, Limit), "${name}'" + Redactor.Mask + "'"),

        // SET @kms_encrypt_info ="..."; ENCRYPTION and DECRYPTION as parameters.
        (new(@"(?<name>(?:" + SecretNames.RequestPattern + @"|\bencryption)\s*(?:=|:=|\\+u003d)\s*)(?:" + Quoted + @"|[^;\s]*)", Options, Limit), "${name}\"" + Redactor.Mask + "\""),

        // Logins in headers and in addresses before the host, including the form of Go's MySQL driver.
        (new(@"(?<name>\b(?:Authorization|X-OCS-(?:Agent-)?Header)\s*[:=]\s*)[^\r\n""']+", Options, Limit), "${name}" + Redactor.Mask),
        (new(@"(?<name>\b(?:Basic|Bearer)\s+)[A-Za-z0-9+/=._~-]{8,}", Options, Limit), "${name}" + Redactor.Mask),
        (new(@"(?<name>://[^\s/:@""'<>?]{0,80}:)[^\s/@""'<>]{1,200}(?=@)", Options, Limit), "${name}" + Redactor.Mask),
        (new(@"(?<name>[\w$#]:)[^\s:/""'<>(]{1,200}(?=@(?:tcp|unix)\()", Options, Limit), "${name}" + Redactor.Mask),

        // obclient -pPASSWORD. (-P is the port.)
        (new(@"(?<name>" + Program + @"(?:(?!" + Program + @")[^\r\n]){0,400}?\s-p)(?!\s)(?:" + Quoted + @"|\S+)", RegexOptions.CultureInvariant, Limit), "${name}" + Redactor.Mask),
    ];

    public static string Clean(string text) => Clean(text, new MaskingTime(Limit));

    /// <exception cref="TimeoutException">The time limit of the whole answer was reached.</exception>
    public static string Clean(string text, MaskingTime time)
    {
        // Every form contains one of these characters. Most texts of an agent contain none of them.
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
            // A text that could not be checked is not shown.
            return Redactor.Mask;
        }
        catch (TimeoutException) when (!time.IsOfAnswer)
        {
            return Redactor.Mask;
        }
    }
}
