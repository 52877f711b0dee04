using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Tests.Secrets;

/// <summary>
/// Test secrets that occur nowhere else. Each contains a unique mark, and any eight characters of a mark are a leak. They have characters
/// that JSON, URIs, SQL and base64 encode. This class uses no code of the module's own masking.
/// </summary>
public static partial class Canaries
{
    /// <summary>This number of consecutive characters of a mark is a leak.</summary>
    private const int Telling = 8;

    public const string Root = "Xq7mVwZk2LpT9sRd&p\"w+%41";
    public const string Agent = "Bn4cJyHf8GtWmU3e<a>ü";
    public const string Wrong = "Rk5wSdXc7NvAy1Zb&no";
    public const string Backup = "Hq9zEoPj3KuDb6Mx/b+k&\"1";
    public const string Backup2 = "Ly2rTvCg5FsQn8Wi 2nd";
    public const string Kms = """{\"key\":\"Vd6aZpMe1XhUk4Jo\"}""";
    public const string Short = "Gw3fKtBs7RyEc9Lq'no";
    public const string AccessId = "Cj8uNxYd4ViOz5Ha";
    public const string AccessKey = "Ws1pDkQf6TgJm7Bv/a+b%2Fc=";
    public const string StoreKey = "Jd7wPzKx4TnEu8Sv/a+b";
    public const string Token = "Pe4oGlRn9UwSy2Kt%26x";
    public const string Proxy = "Mz6iFbHv8AqXc3Wd";

    /// <summary>A secret of a restore that this session did not start.</summary>
    public const string Foreign = "Tu5hYsLk2NeJp7Gr/f+1";

    public const string DataUri = $"oss://bkt/data?host=h.example&access_id={AccessId}&access_key={AccessKey}&x-oss-security-token={Token}";
    public const string LogUri = $"s3://bkt/clog?host=h.example&access_id={AccessId}&access_key={AccessKey}&s3_region=r";

    /// <summary>The secrets that this session has used.</summary>
    public static IReadOnlyList<string> Own { get; } = [Root, Agent, Wrong, Backup, Backup2, Kms, AccessId, AccessKey, Token];

    private static readonly string[] Marks = [.. new[] { Root, Agent, Wrong, Backup, Backup2, Kms, Short, AccessId, AccessKey, StoreKey, Token, Proxy, Foreign }
        .Select(c => Mark().Match(c).Value)];

    private static readonly string[] Sought = [.. Marks.SelectMany(Windows), .. Marks.SelectMany(Encoded)];

    /// <summary>All strings together, so that each text is searched only once.</summary>
    private static readonly SearchValues<string> AnySought = SearchValues.Create(Sought, StringComparison.Ordinal);

    /// <summary>The number of strings that are searched for in every text.</summary>
    public static int Strings => Sought.Length;

    public static int Secrets => Marks.Length;

    public static SecureString Of(string secret) => Secret.Of(secret);

    /// <summary>The forms in which an agent could repeat a secret.</summary>
    public static IEnumerable<string> Echoes(string secret)
    {
        yield return secret;
        yield return JavaScriptEncoder.Default.Encode(secret);
        yield return JavaScriptEncoder.Default.Encode(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret));
        yield return secret.Replace("&", "\\u0026", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        yield return Uri.EscapeDataString(secret);
        yield return Uri.EscapeDataString(Uri.EscapeDataString(secret));
        yield return WebUtility.HtmlEncode(secret);
        yield return "'" + secret.Replace("'", "''", StringComparison.Ordinal) + "'";
        yield return "\"" + secret.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
        yield return "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("root@sys:" + secret));
        yield return Convert.ToHexString(Encoding.UTF8.GetBytes(secret));
        yield return secret[..7] + "\n    " + secret[7..];
        yield return string.Join("\r\n", secret.Chunk(3).Select(c => new string(c)));
        yield return "near '" + secret[..(secret.Length > 21 ? 20 : 14)] + "'";
    }

    /// <summary>Texts with a secret that the module does not know. It can recognize such a secret only by its context.</summary>
    public static IEnumerable<string> Forms(string secret)
    {
        string inUri = Uri.EscapeDataString(secret);
        string uri = $"oss://bkt/other?host=h&access_id={inUri}&access_key={inUri}";
        yield return "cannot read " + uri;
        yield return "cannot read " + uri.Replace("&", "\\u0026", StringComparison.Ordinal);
        yield return "cannot read " + JavaScriptEncoder.Default.Encode(uri);
        yield return "cannot read " + WebUtility.HtmlEncode(uri);
        yield return "backup_dest=" + Uri.EscapeDataString(uri);
        yield return $"s3://b/k?X-Amz-Credential={inUri}&X-Amz-Signature={inUri}&x-amz-security-token={inUri}&host=h";
        yield return $"Error 1064 (42000): near 'SET DECRYPTION IDENTIFIED BY '{secret}','{secret}'; SET @kms_encrypt_info =\"{secret}\"; ALTER SYSTEM RESTORE t FROM \"{uri}\"'";
        yield return $"{{\"decryption\":[\"{secret}\"],\"kms_encrypt_info\":\"{secret}\",\"root_password\":\"{secret}\"}}";
        yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode($"{{\"decryption\":[\"{secret}\"],\"kms_encrypt_info\":\"{secret}\",\"accessKey\":\"{secret}\"}}");
        yield return $"{{DataBackupUri:{uri} Decryption:[{secret} {secret}] KmsEncryptInfo:{secret} AccessKey:{secret}}}";
        yield return $"ALTER USER root IDENTIFIED BY \"{secret}\"";
        yield return $"password = '{secret}', secret_key=\"{secret}\"";
        yield return $"root@sys:{inUri}@tcp(10.0.0.1:2881)/oceanbase";
        yield return $"mysql://root:{inUri}@10.0.0.1:2881/oceanbase";
        yield return $"exec: obclient -h10.0.0.1 -P2881 -uroot@sys -p'{secret}' -Doceanbase";
        yield return $"Authorization: Bearer {Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))}";
    }

    /// <summary>The first secret in a text, with the text around it, or null.</summary>
    public static string? Find(string text)
    {
        foreach (string reading in Readings(text))
        {
            int at = reading.AsSpan().IndexOfAny(AnySought);
            if (at >= 0)
            {
                int from = Math.Max(0, at - 150);
                return $"'{Sought.First(s => reading.AsSpan(at).StartsWith(s, StringComparison.Ordinal))}' in ...{reading.Substring(from, Math.Min(320, reading.Length - from))}...";
            }
        }

        return null;
    }

    /// <summary>The text itself, and the text after decoding CLIXML, HTML, JSON and percent codes, without white space.</summary>
    private static IEnumerable<string> Readings(string text)
    {
        yield return text;
        string plain = Clixml().Replace(WebUtility.HtmlDecode(text), m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString());
        plain = Json().Replace(plain, m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString());
        plain = Uri.UnescapeDataString(Uri.UnescapeDataString(plain));
        yield return Clutter().Replace(plain, "");
    }

    private static IEnumerable<string> Windows(string mark) =>
        Enumerable.Range(0, mark.Length - Telling + 1).Select(i => mark.Substring(i, Telling));

    /// <summary>A mark in base64 (for each of the three offsets), in hex, and as a SecureString in CLIXML.</summary>
    private static IEnumerable<string> Encoded(string mark)
    {
        byte[] utf8 = Encoding.ASCII.GetBytes(mark);
        for (int shift = 0; shift < 3; shift++)
        {
            // The middle part, which depends only on the mark.
            yield return Convert.ToBase64String([.. new byte[shift], .. utf8]).Substring(4, 12);
        }

        foreach (byte[] bytes in new[] { utf8, Encoding.Unicode.GetBytes(mark) })
        {
            yield return Convert.ToHexString(bytes);
            yield return Convert.ToHexString(bytes).ToLowerInvariant();
        }
    }

    [GeneratedRegex("[A-Za-z0-9]{16}")]
    private static partial Regex Mark();

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Clixml();

    [GeneratedRegex(@"\\+u([0-9A-Fa-f]{4})")]
    private static partial Regex Json();

    [GeneratedRegex(@"[\s\\""']+")]
    private static partial Regex Clutter();
}
