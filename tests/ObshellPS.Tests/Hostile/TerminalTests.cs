using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Hostile;

/// <summary>
/// Promise 15: texts from an agent cannot control the terminal, reverse text or add lines to a question. Scripts still get the raw value.
/// </summary>
[Trait("Promise", "15")]
[Trait("Category", "Slow")]
[Trait("Topic", "Hostile")]
public sealed class TerminalTests : HostileAgentTest
{
    private static readonly string[] Writers =
        ["WriteVerbose", "WriteWarning", "WriteDebug", "WriteInformation", "WriteError", "WriteProgress", "ThrowTerminatingError", "ShouldProcess", "ShouldContinue"];

    private static string Views => Path.Combine(Path.GetDirectoryName(HostedSession.ModuleManifest)!, "ObshellPS.Format.ps1xml");

    private static Type? TypeOf(string name) => AppDomain.CurrentDomain.GetAssemblies()
        .Where(a => a.GetName().Name is "Obshell.Client" or "Obshell.Recovery").Select(a => a.GetType(name)).OfType<Type>().FirstOrDefault();

    [Fact]
    public void Only_SafeOutputCmdlet_calls_the_engines_methods_for_output_and_questions()
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(Path.GetDirectoryName(HostedSession.ModuleManifest)!, "bin", "net8.0", "ObshellPS.dll")));
        MetadataReader reader = file.GetMetadataReader();
        HashSet<int> forbidden =
        [
            .. reader.MemberReferences.Where(h => Writers.Contains(reader.GetString(reader.GetMemberReference(h).Name))
                && reader.GetMemberReference(h).Parent is { Kind: HandleKind.TypeReference } parent
                && reader.GetString(reader.GetTypeReference((TypeReferenceHandle)parent).Name) is "Cmdlet" or "PSCmdlet" or "PSHostUserInterface").Select(h => MetadataTokens.GetToken(h)),
        ];
        var found = new List<string>();
        foreach (MethodDefinition method in reader.MethodDefinitions.Select(reader.GetMethodDefinition).Where(m => m.RelativeVirtualAddress != 0))
        {
            string type = reader.GetString(reader.GetTypeDefinition(method.GetDeclaringType()).Name);
            byte[] code = file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!;
            for (int i = 0; i + 4 < code.Length; i++)
            {
                if (type != "SafeOutputCmdlet" && code[i] is 0x28 or 0x6F && forbidden.Contains(BitConverter.ToInt32(code, i + 1)))
                {
                    found.Add(type + "." + reader.GetString(method.Name));
                }
            }
        }

        Assert.NotEmpty(forbidden);
        Assert.DoesNotContain(found, f => !f.StartsWith("SafeOutputCmdlet.", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_column_or_line_with_text_in_a_view_calls_Format()
    {
        var bare = new List<string>();
        foreach (XElement view in XDocument.Load(Views).Descendants("View"))
        {
            string type = view.Descendants("TypeName").First().Value;
            bare.AddRange(view.Descendants("ScriptBlock").Select(s => s.Value).Where(s => !Regex.IsMatch(s, @"^\[ObshellPS\._Format\]::\w+\([^;|]*\)$")).Select(s => type + ": " + s));
            bare.AddRange(view.Descendants("PropertyName").Select(p => p.Value).Where(p => TypeOf(type.Split('#')[0])!.GetProperty(p) is { } known && HoldsText(known.PropertyType)).Select(p => type + "." + p));
        }

        Assert.Empty(bare);
    }

    [Fact]
    public void No_view_shows_control_characters_of_hostile_objects()
    {
        var shown = new List<string>();
        var dirty = new List<string>();
        foreach (string name in XDocument.Load(Views).Descendants("TypeName").Select(t => t.Value).Where(t => t.StartsWith("Obshell.", StringComparison.Ordinal)).Distinct())
        {
            object hostile = Hostile(TypeOf(name.Split('#')[0])!, 0)!;
            Session.SetVariable("hostile", hostile);
            Host.Clear();
            Run("$hostile = [psobject]$hostile; if ($args[0].Contains('#')) { $hostile.PSObject.TypeNames.Insert(0, $args[0]) }; $hostile | Out-Default", name);
            shown.Add(name);
            if (Hidden(Screen()) is { } seen)
            {
                dirty.Add($"{name}: {seen}");
            }

            if (Hidden(hostile.ToString()!, oneLine: true) is { } text)
            {
                dirty.Add($"{name}.ToString(): {text}");
            }
        }

        Assert.True(shown.Count > 15);
        Assert.Empty(dirty);
    }

    private static bool HoldsText(Type type) => type == typeof(string) || type == typeof(object) || typeof(IEnumerable<string>).IsAssignableFrom(type);

    /// <summary>An object with the payload in every text property, at every depth.</summary>
    private static object? Hostile(Type type, int depth)
    {
        if (type == typeof(string) || type == typeof(object))
        {
            return Payload;
        }

        if (type.Name == "RestorePoint")
        {
            return type.GetMethod("FromScn", [typeof(long)])!.Invoke(null, [1_795_233_600_000_000_000]);
        }

        if (type == typeof(DateTimeOffset))
        {
            return DateTimeOffset.UnixEpoch.AddYears(50);
        }

        if (type.IsArray || (type.IsGenericType && type.GetGenericArguments() is [var item] && type.IsAssignableFrom(item.MakeArrayType())))
        {
            Type of = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0];
            var array = Array.CreateInstance(of, 1);
            array.SetValue(depth > 3 ? null : Hostile(of, depth + 1), 0);
            return array.GetValue(0) is null ? Array.CreateInstance(of, 0) : array;
        }

        if (type.Namespace?.StartsWith("Obshell", StringComparison.Ordinal) != true || type.IsValueType || type.IsAbstract || depth > 3)
        {
            return type.IsValueType ? Activator.CreateInstance(type) : null;
        }

        object made = RuntimeHelpers.GetUninitializedObject(type);
        foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
        {
            if (Hostile(Nullable.GetUnderlyingType(field.FieldType) ?? field.FieldType, depth + 1) is { } value)
            {
                field.SetValue(made, value);
            }
        }

        return made;
    }
}
