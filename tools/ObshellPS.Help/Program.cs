using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ObshellPS.Help.Checks;
using ObshellPS.Help.Filling;
using ObshellPS.Help.Maml;
using ObshellPS.Help.Pages;
using ObshellPS.Help.Translations;

namespace ObshellPS.Help;

/// <summary>
/// Makes the module's help from the pages. <c>--check</c> reports errors in the pages, <c>--write</c> corrects the facts in them.
/// </summary>
internal static class Program
{
    private const string HelpFile = "ObshellPS.dll-Help.xml";
    private const string Chinese = "zh-CN";
    private const string Usage = """
        ObshellPS.Help <pages> <module>              Make the help files of ObshellPS.dll from the cmdlet pages, in English and Chinese.
        ObshellPS.Help --check <pages> <module>      Compare the pages with the staged module and the Chinese pages with the English
                                                     ones; one line a finding, exit code 1.
        ObshellPS.Help --write <pages> <module>      Write SYNTAX and the facts of parameters into the pages, from the staged module.

          <pages>   folder with one page a cmdlet, docs/cmdlets; their Chinese texts are in its folder zh-CN
          <module>  the staged module, out/module/ObshellPS
        """;

    public static int Main(string[] args)
    {
        try
        {
            switch (args)
            {
                case ["--check", var pages, var module]:
                    return Check(pages, module);
                case ["--write", var pages, var module]:
                    Write(pages, module);
                    return 0;
                case [var pages, var module] when !pages.StartsWith('-'):
                    Make(pages, module);
                    return 0;
                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }
        }
        catch (HelpPageException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
        catch (IOException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static void Make(string pages, string module)
    {
        IReadOnlyList<HelpPage> english = HelpPage.ReadFolder(pages);
        MamlFile.Write(english, "Example {0}: {1}", Path.Combine(module, "en-US", HelpFile));
        MamlFile.Write(ReadChinese(pages).Translate(english), "示例 {0}：{1}", Path.Combine(module, Chinese, HelpFile));
    }

    private static Translation ReadChinese(string pages) => Translation.Read(Path.Combine(pages, Chinese));

    private static void Write(string pages, string module)
    {
        foreach (CmdletContract cmdlet in CmdletContract.ReadAll(module).Where(c => PageFilling.Fill(pages, c)))
        {
            Console.WriteLine($"help: {cmdlet.Name}.md was filled");
        }
    }

    private static int Check(string pages, string module)
    {
        var findings = new List<string>();
        IReadOnlyList<HelpPage> read = HelpPage.ReadFolder(pages);
        IReadOnlyList<CmdletContract> cmdlets = CmdletContract.ReadAll(module);
        findings.AddRange(PageCheck.Compare(read, cmdlets));
        findings.AddRange(TranslationCheck.Compare(read, ReadChinese(pages)));
        findings.AddRange(LinkCheck.Find(Path.GetDirectoryName(Path.GetFullPath(pages))!));
        findings.AddRange(AboutCheck.Find(Path.Combine(module, "en-US")));
        findings.ForEach(Console.Error.WriteLine);
        Console.WriteLine(findings.Count == 0
            ? $"help: {cmdlets.Count} cmdlets, every parameter described, no finding"
            : $"help: {findings.Count} findings");
        return findings.Count == 0 ? 0 : 1;
    }
}
