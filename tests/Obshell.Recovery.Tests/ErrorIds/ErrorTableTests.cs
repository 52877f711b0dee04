using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Obshell.Recovery.ErrorIds;
using ObshellPS.Tests;
using Xunit;

namespace Obshell.Recovery.Tests.ErrorIds;

/// <summary>Each error id has one row with its kind and advice, and one line in docs/errors.md.</summary>
[Trait("Topic", "ErrorIds")]
public sealed partial class ErrorTableTests
{
    private static readonly string[] Projects = ["Obshell.Client", "Obshell.Recovery", "ObshellPS"];

    /// <summary>The rows of our own ids. The agent's ids have dots and are in docs/protocol.md.</summary>
    private static IEnumerable<ErrorRow> Own => ErrorTable.Rows.Values.Where(r => !r.Id.Contains('.', StringComparison.Ordinal));

    [Fact]
    public void Every_error_id_in_the_code_has_a_row()
    {
        (string Id, string File)[] raised = [.. Raised()];

        // The scan must find the ids, or the test proves nothing.
        Assert.True(raised.Length > 150, $"{raised.Length} places were found.");
        Assert.Equal([], raised.Where(r => !ErrorTable.Rows.ContainsKey(r.Id)).Select(r => $"{r.Id} ({r.File})"));
    }

    [Fact]
    public void The_error_id_of_every_row_is_used_in_the_code()
    {
        string all = string.Concat(Sources().Where(f => !f.Contains("ErrorIds", StringComparison.Ordinal)).Select(File.ReadAllText));

        Assert.Equal([], Own.Select(r => r.Id).Where(id => !all.Contains($"\"{id}\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("errors.md")]
    [InlineData("errors.zh-CN.md")]
    public void The_page_docs_errors_md_shows_the_table(string name)
    {
        IEnumerable<string> shown = Line().Matches(Page(name)).Select(m => $"{m.Groups["id"].Value} {m.Groups["kind"].Value}");

        Assert.Equal(Own.Select(r => $"{r.Id} {r.Kind}").Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_Chinese_page_of_errors_has_the_same_order_as_the_English_page()
    {
        static IEnumerable<string> Ids(string name) => Line().Matches(Page(name)).Select(m => m.Groups["id"].Value);

        Assert.Equal(Ids("errors.md"), Ids("errors.zh-CN.md"));
    }

    [Fact]
    public void A_row_of_the_Chinese_page_of_errors_is_in_Chinese() =>
        Assert.Equal([], Row().Matches(Page("errors.zh-CN.md")).Where(m => !Chinese().IsMatch(m.Groups["when"].Value)).Select(m => m.Value));

    [Fact]
    public void Every_own_error_id_has_a_kind() => Assert.Empty(Own.Where(r => r.Kind is null).Select(r => r.Id));

    [Fact]
    public void Every_kind_has_the_name_of_a_PowerShell_error_category()
    {
        // The names are written here, because this project does not reference PowerShell. ObshellPS converts each kind to the category with
        // the same name.
        string[] categories =
        [
            "NotSpecified", "OpenError", "CloseError", "DeviceError", "DeadlockDetected", "InvalidArgument", "InvalidData", "InvalidOperation", "InvalidResult",
            "InvalidType", "MetadataError", "NotImplemented", "NotInstalled", "ObjectNotFound", "OperationStopped", "OperationTimeout", "SyntaxError", "ParserError",
            "PermissionDenied", "ResourceBusy", "ResourceExists", "ResourceUnavailable", "ReadError", "WriteError", "FromStdErr", "SecurityError", "ProtocolError",
            "ConnectionError", "AuthenticationError", "LimitsExceeded", "QuotaExceeded", "NotEnabled",
        ];

        Assert.Empty(Enum.GetNames<ErrorKind>().Except(categories));
    }

    private static string Page(string name) => File.ReadAllText(Path.Combine(Repository.Root, "docs", name)).ReplaceLineEndings("\n");

    private static IEnumerable<string> Sources() => Projects.SelectMany(p => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", p), "*.cs", SearchOption.AllDirectories))
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static IEnumerable<(string Id, string File)> Raised() =>
        from file in Sources()
        from match in Raise().Matches(File.ReadAllText(file))
        select (match.Groups["id"].Value, Path.GetFileName(file));

    /// <summary>Code that creates an error with its id as the first string: exceptions, input faults, and helper methods.</summary>
    [GeneratedRegex("""(?:new (?:InputFault|Obshell\w+Exception|RestoreFaultException|DagFaultException)\(|[Ff]aults\.Add\(|\bFault\(|\bRefuse\(|OfFile\(\s*[^"]*?(?:\$?"[^"]*"\)?,)?)\s*"(?<id>[A-Z][A-Za-z]+)",""")]
    private static partial Regex Raise();

    [GeneratedRegex("""^\| `(?<id>[A-Za-z]+)` \| (?<kind>[A-Za-z]+) \| .""", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex("""^\| `[A-Za-z]+` \| [A-Za-z]+ \| (?<when>.*) \|$""", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("""[\u4e00-\u9fff]""")]
    private static partial Regex Chinese();
}
