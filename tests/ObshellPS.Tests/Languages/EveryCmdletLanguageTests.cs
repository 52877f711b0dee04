using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using ObshellPS.Tests.Citations;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Secrets;
using Xunit;

namespace ObshellPS.Tests.Languages;

/// <summary>
/// Runs every cmdlet in English and in Chinese, once with success and once with failure. No text of ours is in the other language. Names,
/// ids, texts of the agent and texts of PowerShell are not ours.
/// </summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Languages")]
public sealed partial class EveryCmdletLanguageTests
{
    private const string Loud = "$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'; ";

    /// <summary>Properties with texts of the agent and of OceanBase. These texts are not translated.</summary>
    private static readonly string[] OfOthers =
        ["Name", "StageName", "Task", "TaskLogs", "AdditionalData", "Comment", "NewestComment", "Description", "Text", "AgentWouldAnswer", "Stage", "Node", "Content", "ConnectionStrings", "Whitelist"];

    public static TheoryData<string> Cmdlets => [.. DriveTable.All.Select(d => d.Cmdlet)];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public async Task A_cmdlet_shows_no_English_in_a_Chinese_session(string cmdlet) =>
        Faults.None(Distinct((await ShownAsync(cmdlet, "zh-CN")).Where(t => EnglishSentence().IsMatch(Bare(t)))));

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public async Task A_cmdlet_shows_no_Chinese_in_an_English_session(string cmdlet) =>
        Faults.None(Distinct((await ShownAsync(cmdlet, "en-US")).Where(t => Chinese().IsMatch(t))));

    [Theory]
    [InlineData("The zone does not exist.", true)]
    [InlineData("该 Zone 不存在。请使用 Get-ObZone 查看 zone1 和 zone2。", false)]
    [InlineData("操作 'drop the old tenant' 未执行", false)]
    public void The_search_recognizes_an_English_sentence(string text, bool isEnglish) => Assert.Equal(isEnglish, EnglishSentence().IsMatch(Bare(text)));

    private static async Task<List<string>> ShownAsync(string cmdlet, string culture)
    {
        Drive drive = DriveTable.All.Single(d => d.Cmdlet == cmdlet);
        using var session = new SecretsSession();
        var shown = new List<string>();
        foreach (string script in new[] { drive.Works, drive.Fails, drive.WhatIf }.Where(s => s.Length > 0))
        {
            (SessionResult result, string screen) = await session.ShowAsync(drive, Loud + script, culture);
            shown.AddRange(result.AllErrors.SelectMany(OfError));
            shown.AddRange(result.Warnings.Concat(result.Verbose).Concat(result.Debug));
            shown.AddRange(result.Information.Select(i => i.MessageData?.ToString() ?? ""));
            shown.AddRange(result.Progress.SelectMany(p => new[] { p.Activity, p.StatusDescription, p.CurrentOperation ?? "" }));
            shown.AddRange(result.Output.SelectMany(o => OfObject(o.BaseObject, 0)));
            shown.AddRange(WhatIf().Matches(screen).Select(m => m.Groups[1].Value));
        }

        Assert.NotEmpty(shown);
        return shown;
    }

    /// <summary>
    /// PowerShell's parameter binding wraps our error, so the innermost exception is ours. The message of an Api error is the agent's own
    /// text.
    /// </summary>
    private static IEnumerable<string> OfError(ErrorRecord error)
    {
        Exception exception = error.Exception;
        while (exception.InnerException is { } inner && exception.GetType().Namespace!.StartsWith("System.Management", StringComparison.Ordinal))
        {
            exception = inner;
        }

        bool isOurs = exception.GetType().FullName!.StartsWith("Obshell", StringComparison.Ordinal);
        return isOurs && !exception.GetType().Name.Contains("Api", StringComparison.Ordinal)
            ? [exception.Message, error.ErrorDetails?.RecommendedAction ?? ""]
            : [error.ErrorDetails?.RecommendedAction ?? ""];
    }

    private static IEnumerable<string> OfObject(object? value, int depth)
    {
        switch (value)
        {
            case null:
            case string when depth == 0:
                return [];
            case string text:
                return [text];
            case IEnumerable many when depth < 3:
                return many.Cast<object?>().SelectMany(i => OfObject(i, depth + 1));
        }

        return value.GetType().FullName!.StartsWith("Obshell", StringComparison.Ordinal) && !value.GetType().IsEnum && depth < 3
            ? value.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0 && !OfOthers.Contains(p.Name)).SelectMany(p => OfObject(Value(p, value), depth + 1))
            : [];
    }

    private static object? Value(PropertyInfo property, object of)
    {
        try
        {
            return property.GetValue(of);
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }

    /// <summary>The text without quoted parts and commands, because commands are the same in every language.</summary>
    private static string Bare(string text) => Quoted().Replace(AgentsNames().Replace(text, "''"), "''");

    private static IEnumerable<string> Distinct(IEnumerable<string> texts) => texts.Select(t => t.Trim()).Distinct().Order(StringComparer.Ordinal).ToArray();

    [GeneratedRegex(@"(?<![\w-])[A-Za-z]?[a-z]+,? [a-z]+,? [a-z]+(?![\w:-])")]
    private static partial Regex EnglishSentence();

    [GeneratedRegex(@"'[^']*'|""[^""]*""|\w+://\S+|`[^`]*`")]
    private static partial Regex Quoted();

    /// <summary>
    /// Texts that are not translated: the agent's stage names, its answer about an id, a log line with an errCode, and the request in an
    /// audit record.
    /// </summary>
    [GeneratedRegex(@"Pre restore check|Start restore|Wait restore task finish|Active tenant|Upgrade tenant|Invalid ID: [^（]*|\[[A-Za-z]+\.[A-Za-z.]+\]: [^。]*|(GET|POST|PUT|PATCH|DELETE) [^,，]+")]
    private static partial Regex AgentsNames();

    [GeneratedRegex("[\u4e00-\u9fff]")]
    private static partial Regex Chinese();

    [GeneratedRegex("What if: (.*)")]
    private static partial Regex WhatIf();
}
