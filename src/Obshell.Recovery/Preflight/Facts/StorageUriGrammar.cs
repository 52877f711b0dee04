using System;
using System.Collections.Generic;
using System.Linq;
using Obshell.Client;

namespace Obshell.Recovery.Preflight.Facts;

/// <summary>
/// The grammar of storage URIs (PROTOCOL 4.6), for texts whose characters are in order. An agent does not look at it when
/// a restore is started; the restore fails later. The messages never repeat the text.
/// </summary>
internal static class StorageUriGrammar
{
    public static List<(PreflightVerdict Verdict, string Seen)> Judge(StorageUri uri)
    {
        var found = new List<(PreflightVerdict, string)>();
        string rest = uri.Reveal();
        rest = rest.Substring(rest.IndexOf("://", StringComparison.Ordinal) + 3);
        switch (uri.Scheme)
        {
            case "file":
                if (!rest.StartsWith("/", StringComparison.Ordinal) || rest.Length == 1)
                {
                    found.Add((PreflightVerdict.Failed, "file:// must be followed by an absolute path: file:///backup/t1/data."));
                }

                if (rest.IndexOf('?') >= 0)
                {
                    found.Add((PreflightVerdict.Failed, "A file:// URI has no part after '?'."));
                }

                break;
            case "oss" or "cos" or "s3":
                JudgeObjectStore(uri.Scheme, rest, found);
                break;
            default:
                found.Add((PreflightVerdict.Unknown, $"'{TextFault.Quote(uri.Scheme)}' is none of file, oss, cos and s3, the schemes that agents know."));
                break;
        }

        return found;
    }

    private static void JudgeObjectStore(string scheme, string rest, List<(PreflightVerdict, string)> found)
    {
        int mark = rest.IndexOf('?');
        string place = mark < 0 ? rest : rest.Substring(0, mark);
        int slash = place.IndexOf('/');
        if (slash <= 0 || slash == place.Length - 1)
        {
            found.Add((PreflightVerdict.Failed, $"It names no bucket and key: {scheme}://bucket/key?host=..."));
        }

        var given = new HashSet<string>(
            (mark < 0 ? "" : rest.Substring(mark + 1)).Split('&').Where(p => p.IndexOf('=') is > 0 and var at && at < p.Length - 1).Select(p => p.Substring(0, p.IndexOf('='))),
            StringComparer.Ordinal);
        string[] needed = scheme switch
        {
            "cos" => ["host", "appid"],
            "s3" => ["host", "s3_region"],
            _ => ["host"],
        };
        string[] missing = [.. needed.Where(n => !given.Contains(n))];
        if (missing.Length > 0)
        {
            found.Add((PreflightVerdict.Failed, $"Behind the '?' there is no {string.Join(" and no ", missing)}, which {scheme}:// needs."));
        }

        string[] keys = [.. new[] { "access_id", "access_key" }.Where(n => !given.Contains(n))];
        if (keys.Length > 0)
        {
            found.Add((PreflightVerdict.Warning, $"There is no {string.Join(" and no ", keys)}: OceanBase reaches the store only if it needs none."));
        }
    }
}
