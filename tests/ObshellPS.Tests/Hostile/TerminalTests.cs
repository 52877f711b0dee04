using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using System.Xml.Linq;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Secrets;
using Xunit;

namespace ObshellPS.Tests.Hostile;

/// <summary>
/// Promise 15: what an agent says draws nothing on the terminal, turns no text around and adds no line to a question. Scripts
/// still get the raw value.
/// </summary>
[Trait("Promise", "15")]
[Trait("Category", "Slow")]
public sealed class TerminalTests : CmdletTest
{
    /// <summary>A title, the clipboard, a cleared screen, C1, turned text, nothing at all, lines.</summary>
    private const string Payload = "x\u001b]52;c;cm0=\u0007\u001b[2J\u009b31m\u0085\u202Eevil\u202C\u2066\u2069\u200E\u200F\u061C\u200B\u200C\u200D\uFEFF\u00AD\u2028\u2029\U000E0041\b\0y";

    private static readonly string[] Writers =
        ["WriteVerbose", "WriteWarning", "WriteDebug", "WriteInformation", "WriteError", "WriteProgress", "ThrowTerminatingError", "ShouldProcess", "ShouldContinue"];

    protected override SimulatorOptions? Options => new()
    {
        RootPassword = ConnectedSession.RootPassword,
        ManualClock = true,
        Fixture = ClusterFixture.ThreeZones() with { ObAdminPresent = true, Tenants = [new Tenant { Name = "t" + Payload, Comment = Payload, Whitelist = Payload }] },
    };

    private static string Views => Path.Combine(Path.GetDirectoryName(HostedSession.ModuleManifest)!, "ObshellPS.Format.ps1xml");

    private static Type? TypeOf(string name) => AppDomain.CurrentDomain.GetAssemblies()
        .Where(a => a.GetName().Name is "Obshell.Client" or "Obshell.Recovery").Select(a => a.GetType(name)).OfType<Type>().FirstOrDefault();

    [Fact]
    public void No_cmdlet_writes_or_asks_past_the_place_where_text_is_made_fit_for_people()
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
                if (type != "ShownCmdlet" && code[i] is 0x28 or 0x6F && forbidden.Contains(BitConverter.ToInt32(code, i + 1)))
                {
                    found.Add(type + "." + reader.GetString(method.Name));
                }
            }
        }

        Assert.NotEmpty(forbidden);
        Assert.DoesNotContain(found, f => !f.StartsWith("ShownCmdlet.", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_column_and_line_of_a_view_that_shows_text_goes_through_the_one_place()
    {
        var bare = new List<string>();
        foreach (XElement view in XDocument.Load(Views).Descendants("View"))
        {
            string type = view.Descendants("TypeName").First().Value;
            bare.AddRange(view.Descendants("ScriptBlock").Select(s => s.Value).Where(s => !Regex.IsMatch(s, @"^\[ObshellPS\._Format\]::\w+\([^;|]*\)$")).Select(s => type + ": " + s));
            bare.AddRange(view.Descendants("PropertyName").Select(p => p.Value).Where(p => HoldsText(TypeOf(type)!.GetProperty(p)!.PropertyType)).Select(p => type + "." + p));
        }

        Assert.Empty(bare);
    }

    [Fact]
    public void Every_view_of_every_type_shows_hostile_objects_clean()
    {
        var shown = new List<string>();
        var dirty = new List<string>();
        foreach (string name in XDocument.Load(Views).Descendants("TypeName").Select(t => t.Value).Where(t => t.StartsWith("Obshell.", StringComparison.Ordinal)).Distinct())
        {
            object hostile = Hostile(TypeOf(name)!, 0)!;
            Session.SetVariable("hostile", hostile);
            Host.Clear();
            Run("$hostile | Out-Default");
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

    [Theory]
    [MemberData(nameof(Drives))]
    public async Task No_stream_error_or_question_of_any_cmdlet_carries_what_an_agent_hides_in_its_text(string cmdlet)
    {
        Drive drive = DriveTable.All.First(d => d.Cmdlet == cmdlet);
        await using EchoingAgent agent = await EchoingAgent.StartAsync(Cluster.Agents[0]);
        Session.SetVariable("server", agent.Uri);
        Session.SetVariable("root", Secret.Of(ConnectedSession.RootPassword));
        Run("$null = Connect-ObCluster -Server $server -Password $root -WarningAction Ignore").ThrowIfFailed();
        Room.Start("rt2", new RestoreBehaviour { SqlError = "Error 1064 (42000): " + Payload });
        Room.Advance(60);
        agent.Words = [Payload];
        ((RecordingInterface)Host.UI).Says = "&Yes";
        foreach (EchoingAgent.Manner manner in new[] { EchoingAgent.Manner.Repeats, EchoingAgent.Manner.Refuses, EchoingAgent.Manner.Page, EchoingAgent.Manner.Garbled })
        {
            agent.Does = manner;
            Host.Clear();
            SessionResult result = Run("$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'; & { " + Commands(cmdlet) + " } | Out-Default");
            Check(result, $"{drive.Cmdlet} {manner}");
        }
    }

    public static TheoryData<string> Drives => [.. Lines.Keys];

    private static readonly Dictionary<string, string> Lines = new()
    {
        ["Get-ObDag"] = "Get-ObDag; Get-ObDag 11 -Detailed; Get-ObDag 99",
        ["Get-ObDagLog"] = "Get-ObDagLog 11",
        ["Wait-ObDag"] = "Wait-ObDag 11 -TimeoutSec 2",
        ["Get-ObTenant"] = "Get-ObTenant; Get-ObTenant sys -Detailed; Get-ObTenant nobody",
        ["Get-ObTenantRestore"] = "Get-ObTenantRestore; Get-ObTenantRestore rt2",
        ["Get-ObZone"] = "Get-ObZone; Get-ObZone nowhere",
        ["Get-ObUnitConfig"] = "Get-ObUnitConfig",
        ["Get-ObAgent"] = "Get-ObAgent",
        ["Get-ObConnection"] = "Get-ObConnection",
        ["Get-ObRestoreWindow"] = "Get-ObRestoreWindow file:///data/backup/data",
        ["Get-ObRestoreSource"] = "Get-ObRestoreSource file:///data/backup/data",
        ["Test-ObTenantRestore"] = "Test-ObTenantRestore @good",
        ["Start-ObTenantRestore"] = "Start-ObTenantRestore @good -Confirm",
        ["Stop-ObTenantRestore"] = "Stop-ObTenantRestore rt2 -Confirm",
        ["Resume-ObDag"] = "Resume-ObDag 11 -Confirm",
        ["Undo-ObDag"] = "Undo-ObDag 11 -Confirm; Get-ObDag 11 | Undo-ObDag -Confirm",
        ["Skip-ObDag"] = "Skip-ObDag 11 -Confirm",
        ["Stop-ObDag"] = "Stop-ObDag 11 -Confirm",
        ["Remove-ObTenant"] = "Get-ObTenant | Remove-ObTenant -Confirm",
        ["Invoke-ObApi"] = "Invoke-ObApi '/api/v1/task/dag/11?show_details=true'; Invoke-ObApi '/api/v1/task/dag/11?show_details=true' -Raw; Invoke-ObApi /api/v1/tenants/overview",
        ["Connect-ObCluster"] = "Connect-ObCluster -Server $server -Password $root",
    };

    private static string Commands(string cmdlet) => Lines[cmdlet];

    private string Screen() => Regex.Replace(((RecordingInterface)Host.UI).ColouredText, "\u001b\\[[0-9;]*m", "");

    private void Check(SessionResult result, string where)
    {
        void Text(string? text, string place, bool oneLine = false) => Assert.True(Hidden(text ?? "", oneLine) is null, $"{where}, {place}: {Hidden(text ?? "", oneLine)}");
        Text(Screen(), "screen");
        Assert.All(result.Warnings, w => Text(w, "warning", oneLine: true));
        Assert.All(result.Verbose, v => Text(v, "verbose", oneLine: true));
        Assert.All(result.Debug, d => Text(d, "debug"));
        Assert.All(result.Information, i => Text(i.MessageData?.ToString(), "information"));
        Assert.All(result.Progress, p => Text(p.Activity + p.StatusDescription + p.CurrentOperation, "progress", oneLine: true));
        foreach (ErrorRecord error in result.AllErrors)
        {
            Text(error.ToString(), "error");
            Text(error.FullyQualifiedErrorId, "error id", oneLine: true);
            Text(error.CategoryInfo.ToString(), "category", oneLine: true);
            Text(error.ErrorDetails?.Message, "details");
            Text(error.ErrorDetails?.RecommendedAction, "advice");
            Text(error.CategoryInfo.GetMessage(), "category message", oneLine: true);
            for (Exception? at = error.Exception; at is not null; at = at.InnerException)
            {
                Text(at.Message, "message");
            }
        }
    }

    /// <summary>The first character that shows nothing or steers; null when there is none.</summary>
    private static string? Hidden(string text, bool oneLine = false)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool isLine = text[i] is '\n' or '\r' or '\t';
            UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(text, i);
            if (isLine ? oneLine : category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return $"U+{(int)text[i]:X4} at {i} of {new string([.. text.Skip(Math.Max(0, i - 60)).Take(90).Select(c => char.IsControl(c) || c > 0x7E ? '?' : c)])}";
            }
        }

        return null;
    }

    private static bool HoldsText(Type type) => type == typeof(string) || type == typeof(object) || typeof(IEnumerable<string>).IsAssignableFrom(type);

    /// <summary>An object as an agent could fill it: the payload in every text, however deep.</summary>
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
