using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Views;

/// <summary>Each column of a view is a property of the same name, so that Select-Object and Export-Csv return what a table shows.</summary>
[Trait("Topic", "Views")]
public sealed class FlatViewsTests : CmdletTest
{
    private static readonly string Folder = Path.GetDirectoryName(HostedSession.ModuleManifest)!;

    /// <summary>Columns that show more than their property: lists are shown as one line.</summary>
    private static readonly string[] Richer = ["Nodes", "Findings"];

    public static TheoryData<string> Views => [.. ViewsOf("ObshellPS.Format.ps1xml").Select(v => v.Element("Name")!.Value)];

    [Theory]
    [MemberData(nameof(Views))]
    public void Every_column_is_a_property_of_the_same_name(string name)
    {
        XElement view = ViewsOf("ObshellPS.Format.ps1xml").Single(v => v.Element("Name")!.Value == name);
        Type? type = TypeOf(view.Descendants("TypeName").First().Value.Split('#')[0]);
        if (type is null)
        {
            Assert.Equal("ObshellPS.ApiAnswer", view.Descendants("TypeName").First().Value);
            return;
        }

        string[] properties = [.. type.GetProperties().Select(p => p.Name), .. AddedTo(type.FullName!)];
        foreach ((string label, string shown) in Columns(view))
        {
            Assert.Contains(label, properties);
            Assert.True(
                shown == label || Richer.Contains(label) || Regex.IsMatch(shown, @"\$_\." + label + @"\b") || shown.EndsWith($"::{label}($_, $ExecutionContext)", StringComparison.Ordinal) || IsPainted(shown),
                $"{name}: the column {label} shows {shown}");
        }
    }

    /// <summary>A Chinese character is two columns wide. A header that is too wide would be cut off.</summary>
    [Fact]
    public void Chinese_tables_have_the_same_columns_and_their_headers_fit()
    {
        XElement[] english = [.. ViewsOf("ObshellPS.Format.ps1xml").Where(v => v.Element("TableControl") is not null)];
        XElement[] chinese = [.. ViewsOf(Path.Combine("zh-CN", "ObshellPS.Format.ps1xml"))];

        Assert.Equal(english.Select(v => v.Element("Name")!.Value), chinese.Select(v => v.Element("Name")!.Value));
        Assert.All(english.Zip(chinese), pair => Assert.Equal(
            pair.First.Descendants("TableColumnItem").Select(c => c.Value), pair.Second.Descendants("TableColumnItem").Select(c => c.Value)));
        Assert.All(chinese.Descendants("TableColumnHeader").Where(h => h.Element("Width") is not null), h =>
            Assert.True(h.Element("Label")!.Value.Sum(c => c >= 0x1100 ? 2 : 1) <= int.Parse(h.Element("Width")!.Value, System.Globalization.CultureInfo.InvariantCulture), h.Element("Label")!.Value));
        Assert.Contains(chinese.Descendants("Label"), l => l.Value == "租户");
    }

    [Fact]
    public void Times_and_durations_from_a_table_are_accepted_as_parameters()
    {
        Run("$null = Start-ObTenantRestore @good -RestoreTenantName rt2 -Timestamp $args[0]", Cluster.Clock.UtcNow.AddHours(-2)).ThrowIfFailed();
        Room.Advance(600);

        Run("$shown = Get-ObTenantRestore rt2 | Select-Object Point, StartTime, DataBackupUri, DagId; if (-not $shown.DataBackupUri -or -not $shown.DagId) { throw 'empty' }; if ((ConvertTo-ObScn $shown.Point.ToString()) -ne $shown.Point.Scn) { throw $shown.Point }").ThrowIfFailed();
    }

    [Fact]
    public void A_CSV_file_has_the_step_that_the_tables_of_DAGs_and_restores_show()
    {
        Room.Start();
        Room.Advance(600);

        Assert.Equal("5/5 Upgrade tenant", Run("(Get-ObDag 11 | ConvertTo-Csv | ConvertFrom-Csv).Step").Single().ToString());
        Assert.Equal("5/5 Upgrade tenant", Run("(Get-ObTenantRestore rt2 | ConvertTo-Csv | ConvertFrom-Csv).Step").Single().ToString());
        Assert.Equal(5, Run("(Get-ObDag 11).Stage").Single().BaseObject);
    }

    private static XElement[] ViewsOf(string file) => [.. XDocument.Load(Path.Combine(Folder, file)).Descendants("View")];

    /// <summary>The script properties that the types file adds to a type.</summary>
    private static IEnumerable<string> AddedTo(string type) => XDocument.Load(Path.Combine(Folder, "ObshellPS.Types.ps1xml")).Descendants("Type")
        .Where(t => t.Element("Name")!.Value == type).Descendants("ScriptProperty").Select(p => p.Element("Name")!.Value);

    private static Type? TypeOf(string name) => AppDomain.CurrentDomain.GetAssemblies()
        .Where(a => a.GetName().Name is "Obshell.Client" or "Obshell.Recovery").Select(a => a.GetType(name)).OfType<Type>().FirstOrDefault();

    /// <summary>True for a cell that shows a state or verdict in colour.</summary>
    private static bool IsPainted(string shown) => Regex.IsMatch(shown, @"::(Ready|Status|Result|DrillVerdict|RecoveryVerdict)\(\$_, \$ExecutionContext\)$");

    private static IEnumerable<(string Label, string Shown)> Columns(XElement view)
    {
        foreach (XElement item in view.Descendants("ListItem"))
        {
            yield return ((item.Element("Label") ?? item.Element("PropertyName"))!.Value, (item.Element("PropertyName") ?? item.Element("ScriptBlock"))!.Value);
        }

        foreach ((XElement header, XElement item) in view.Descendants("TableColumnHeader").Zip(view.Descendants("TableColumnItem")))
        {
            yield return (header.Element("Label")!.Value, (item.Element("PropertyName") ?? item.Element("ScriptBlock"))!.Value);
        }
    }
}
