using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace ObshellPS.Tests.Languages;

/// <summary>Sets the language of the thread until this object is disposed, and checks the language of texts.</summary>
internal sealed partial class Wording : IDisposable
{
    /// <summary>English terms that are not translated, and words of commands and of OceanBase.</summary>
    private static readonly HashSet<string> Kept = new(StringComparer.OrdinalIgnoreCase)
    {
        "agent", "obshell", "OceanBase", "OBServer", "observer", "rootservice", "RootService", "Zone", "Unit", "Piece", "root", "sys", "bin", "key", "trace", "PowerShell", "Windows", "hard", "sync",
        "lookupcache", "positive", "Pinning", "the", "Plain", "log", "docs", "connecting", "storage", "localhost", "icacls", "chmod", "host", "port", "getter", "days", "seconds", "ReasonId", "Advice",
        "Html", "Markdown", "Json", "JUnit", "xml", "OpenSSL", "Get", "ConvertFrom", "Primary", "Name", "UnitConfigName", "UnitNum", "unit", "num", "serverAuth", "file", "and", "SecureString", "String", "Int",
    };

    private readonly CultureInfo before = CultureInfo.CurrentUICulture;

    public Wording(string language) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

    public void Dispose() => CultureInfo.CurrentUICulture = before;

    public static void AssertEnglish(string text) => Assert.False(text.Any(IsChinese), text);

    /// <summary>Checks that a text is Chinese and has no English words except names, commands, values and abbreviations.</summary>
    public static void AssertChinese(string text, params string[] values)
    {
        string rest = values.Where(v => v.Length > 0).Aggregate(text, (t, v) => t.Replace(v, " ", StringComparison.Ordinal));
        rest = Names().Replace(rest, " ");
        string[] english = [.. Word().Matches(rest).Select(m => m.Value).Where(w => w.Length > 2 && !Kept.Contains(w))];

        Assert.True(text.Any(IsChinese), "Not Chinese: " + text);
        Assert.True(english.Length == 0, $"English ({string.Join(' ', english)}): {text}");
    }

    private static bool IsChinese(char c) => c is >= '\u3000' and <= '\u9FFF' or >= '\uFF00' and <= '\uFFEF';

    /// <summary>Cmdlets, parameters, quoted names, ids with dots, abbreviations, variables, addresses and paths.</summary>
    [GeneratedRegex(@"[A-Z][A-Za-z]+-[A-Z][A-Za-z]+|(?<![A-Za-z])-[A-Z][A-Za-z]+|'[^']*'|\$\w+(?:\.\w+)*|[a-z]+://\S*|(?:[\w-]*/)+[\w.-]+|\w+(?:\.\w+)+|\b[A-Z][A-Z0-9_]+\b|\b\w*[_0-9]\w*\b")]
    private static partial Regex Names();

    [GeneratedRegex("(?<![A-Za-z])[A-Za-z]*[a-z][A-Za-z]*(?![A-Za-z])")]
    private static partial Regex Word();
}
