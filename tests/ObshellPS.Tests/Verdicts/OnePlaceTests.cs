using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObshellPS.Tests.Citations;
using Xunit;

namespace ObshellPS.Tests.Verdicts;

/// <summary>
/// The meaning of a verdict is defined in one place. The source has no other switch over verdicts. No switch has an arm for unknown values,
/// so the compiler reports a switch that lacks a new verdict.
/// </summary>
[Trait("Topic", "Verdicts")]
public sealed class OnePlaceTests
{
    private const string Home = "src/Obshell.Recovery/Verdicts/";

    private static readonly string[] Verdicts = ["DagVerdict", "DrillVerdict"];

    /// <summary>The enums of the table. Code outside the table can switch over most of them, but must name each member.</summary>
    private static readonly string[] Decided = [.. Verdicts, "Outcome", "Tone", "TestResult", "VerdictError"];

    private static readonly SourceFile[] Sources = [.. RepositoryFile.All.Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal) && f.Path.EndsWith(".cs", StringComparison.Ordinal)).Select(SourceFile.Of)];

    [Fact]
    public void Only_the_table_has_a_switch_or_pattern_over_verdicts() => Faults.None(
        from file in Sources
        where !file.Path.StartsWith(Home, StringComparison.Ordinal)
        from name in file.Root.DescendantNodes().OfType<ConstantPatternSyntax>().Select(p => p.Expression).Concat(file.Root.DescendantNodes().OfType<CaseSwitchLabelSyntax>().Select(l => l.Value))
        where Enum(name) is { } found && Verdicts.Contains(found)
        select $"{file.At(name)} decides by {name}: that belongs into {Home}");

    [Fact]
    public void Only_the_folder_Verdicts_compares_with_a_single_verdict() => Faults.None(
        from file in Sources
        where !file.Path.StartsWith(Home, StringComparison.Ordinal)
        from compared in file.Root.DescendantNodes().OfType<BinaryExpressionSyntax>()
        where compared.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression
        where new[] { compared.Left, compared.Right }.Any(side => Enum(side) is { } found && Verdicts.Contains(found))
        select $"{file.At(compared)} decides by {compared}: that belongs into {Home}");

    [Fact]
    public void No_switch_over_an_enum_of_the_table_has_a_default_arm()
    {
        (SourceFile File, SyntaxNode Switch, SyntaxNode? Other)[] switches =
        [
            .. from file in Sources
               from node in file.Root.DescendantNodes()
               where Arms(node).SelectMany(a => a.DescendantNodesAndSelf()).Any(n => Enum(n) is { } found && Decided.Contains(found))
               select (file, node, Arms(node).FirstOrDefault(IsForTheRest)),
        ];

        // The scan must find switches, or the test proves nothing.
        Assert.True(switches.Length >= 8, $"{switches.Length} switches were found.");
        Faults.None(from s in switches where s.Other is not null select $"{s.File.At(s.Other)} has an arm for all other members");
    }

    /// <summary>
    /// CS8509 (a switch does not handle all members) is an error. CS8524 (values without a name) is off, because otherwise each switch
    /// would need a default arm.
    /// </summary>
    [Fact]
    public void A_switch_with_a_missing_arm_does_not_compile()
    {
        string[] settings = System.IO.File.ReadAllLines(System.IO.Path.Combine(Hosting.HostedSession.RepoRoot, ".editorconfig"));

        Assert.Contains("dotnet_diagnostic.CS8509.severity = error", settings);
        Assert.Contains("dotnet_diagnostic.CS8524.severity = none", settings);
    }

    /// <summary>The patterns and labels of the arms of a switch.</summary>
    private static IEnumerable<SyntaxNode> Arms(SyntaxNode node) => node switch
    {
        SwitchExpressionSyntax expression => expression.Arms.Select(a => a.Pattern),
        SwitchStatementSyntax statement => statement.Sections.SelectMany(s => s.Labels),
        _ => [],
    };

    private static bool IsForTheRest(SyntaxNode arm) => arm is DiscardPatternSyntax or VarPatternSyntax or DefaultSwitchLabelSyntax
        or UnaryPatternSyntax { RawKind: (int)SyntaxKind.NotPattern }
        or CasePatternSwitchLabelSyntax { Pattern: DiscardPatternSyntax or VarPatternSyntax or UnaryPatternSyntax };

    /// <summary>The name of the enum: for <c>Obshell.Recovery.DagVerdict.None</c> this is <c>DagVerdict</c>.</summary>
    private static string? Enum(SyntaxNode node) => node is MemberAccessExpressionSyntax member ? (member.Expression as SimpleNameSyntax ?? (member.Expression as MemberAccessExpressionSyntax)?.Name)?.Identifier.Text : null;

    private sealed record SourceFile(string Path, SyntaxNode Root)
    {
        public static SourceFile Of(RepositoryFile file) => new(file.Path, CSharpSyntaxTree.ParseText(file.Text, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot());

        public string At(SyntaxNode node) => $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
    }
}
