using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace ObshellPS.Tests.Languages;

/// <summary>A resource file of src/*/Texts.</summary>
/// <param name="Path">Relative to the root, with forward slashes: <c>src/Obshell.Client/Texts/TlsTexts.zh-CN.resx</c>.</param>
internal sealed record TextResource(string Path)
{
    private const string ChineseEnding = ".zh-CN.resx";

    /// <summary>The files of all projects, sorted by project and subject.</summary>
    public static IReadOnlyList<TextResource> All { get; } = [.. Directory.GetDirectories(System.IO.Path.Combine(Repository.Root, "src"))
        .Select(project => System.IO.Path.Combine(project, "Texts")).Where(Directory.Exists)
        .SelectMany(folder => Directory.GetFiles(folder, "*.resx"))
        .Select(file => new TextResource(System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')))
        .OrderBy(r => r.Project, StringComparer.Ordinal).ThenBy(r => r.Subject, StringComparer.Ordinal)];

    public bool IsChinese => Path.EndsWith(ChineseEnding, StringComparison.Ordinal);

    /// <summary>The folder of the project, such as <c>src/Obshell.Client</c>.</summary>
    public string Project => Path[..Path.IndexOf("/Texts/", StringComparison.Ordinal)];

    /// <summary>The name of the class that the build generates from the file, such as <c>TlsTexts</c>.</summary>
    public string Subject => System.IO.Path.GetFileName(Path).Split('.')[0];

    public TextResource Chinese => Of(Path.Replace(".resx", ChineseEnding, StringComparison.Ordinal));

    /// <summary>The texts by key, in the order of the file.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; } = Read(System.IO.Path.Combine(Repository.Root, Path));

    public static TextResource Of(string path) => All.First(r => r.Path == path);

    private static OrderedDictionary<string, string> Read(string file)
    {
        var texts = new OrderedDictionary<string, string>();
        foreach (XElement data in XDocument.Load(file, LoadOptions.PreserveWhitespace).Root!.Elements("data"))
        {
            texts.Add((string)data.Attribute("name")!, (string)data.Element("value")!);
        }

        return texts;
    }
}
