using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObshellPS.Tests.Citations;
using Xunit;

namespace ObshellPS.Tests.Languages;

/// <summary>
/// A Format method takes its values in the order in which the English text names them. So a change of the wording can swap two values
/// without an error of the compiler. These tests compare the names of the values with the names of the placeholders.
/// </summary>
[Trait("Topic", "Languages")]
public sealed partial class TextArgumentsTests
{
    public static TheoryData<string> Files => [.. TextResource.All.Where(r => !r.IsChinese).Select(r => r.Path)];

    [Theory]
    [MemberData(nameof(Files))]
    public void No_value_is_passed_at_the_place_of_another_placeholder(string file)
    {
        TextResource english = TextResource.Of(file);
        Faults.None(RepositoryFile.All
            .Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal) && f.Path.EndsWith(".cs", StringComparison.Ordinal) && f.Text.Contains(english.Subject + ".Format", StringComparison.Ordinal))
            .SelectMany(f => SwappedIn(f.Text, english).Select(fault => $"{f.Path}: {fault}")));
    }

    [Fact]
    public void Swapped_values_are_found()
    {
        TextResource advice = TextResource.All.First(r => !r.IsChinese && r.Subject == "AgentAdviceTexts");
        string[] names = Names(advice.Texts["ReadAgentLog"]);

        Assert.Empty(SwappedIn($"class C {{ object M(Fault fault) => AgentAdviceTexts.FormatReadAgentLog({Call(names)}); }}", advice));
        Assert.NotEmpty(SwappedIn($"class C {{ object M(Fault fault) => AgentAdviceTexts.FormatReadAgentLog({Call(Enumerable.Reverse(names))}); }}", advice));

        static string Call(IEnumerable<string> names) => string.Join(", ", names.Select(n => "fault." + (n == "trace" ? "TraceId" : char.ToUpperInvariant(n[0]) + n[1..])));
    }

    private static IEnumerable<string> SwappedIn(string code, TextResource english)
    {
        foreach (InvocationExpressionSyntax call in CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: ["NET8_0_OR_GREATER"])).GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (call.Expression is not MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: var subject }, Name.Identifier.Text: var method }
                || subject != english.Subject || !method.StartsWith("Format", StringComparison.Ordinal) || !english.Texts.TryGetValue(method["Format".Length..], out string? text))
            {
                continue;
            }

            string[] names = Names(text);
            ExpressionSyntax[] given = [.. call.ArgumentList.Arguments.Select(a => a.Expression)];
            string[] values = [.. given.Select(NameOf)];
            for (int i = 0; i < Math.Min(names.Length, values.Length); i++)
            {
                int other = Array.FindIndex(names, n => Means(values[i], n));
                if (other >= 0 && other != i && !Mentions(given[i], names[i]) && !(other < given.Length && Mentions(given[other], names[other])))
                {
                    yield return $"{method}: '{values[i]}' is passed for {{{names[i]}}}, but the text has {{{names[other]}}}: {text}";
                }
            }
        }
    }

    /// <summary>The placeholders in the order of the parameters.</summary>
    private static string[] Names(string text) => [.. Placeholder().Matches(text).Select(m => m.Groups[1].Value).Distinct()];

    /// <summary>The last name of an expression: <c>TraceId</c> of <c>Shown(fault.TraceId)</c>; empty for other expressions.</summary>
    private static string NameOf(ExpressionSyntax value) => value switch
    {
        IdentifierNameSyntax plain => plain.Identifier.Text,
        MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
        InvocationExpressionSyntax { ArgumentList.Arguments: [var only] } => NameOf(only.Expression),
        PostfixUnaryExpressionSyntax postfix => NameOf(postfix.Operand),
        _ => "",
    };

    /// <summary>True for <c>Step(dag)</c> and {step}, <c>other.TenantName</c> and {other}, <c>tenant.TenantId</c> and {id}.</summary>
    private static bool Mentions(ExpressionSyntax value, string placeholder) =>
        value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => Means(n.Identifier.Text, placeholder) || n.Identifier.Text.EndsWith(placeholder, StringComparison.OrdinalIgnoreCase));

    private static bool Means(string value, string placeholder) =>
        value.Equals(placeholder, StringComparison.OrdinalIgnoreCase) || value.Equals(placeholder + "Id", StringComparison.OrdinalIgnoreCase) || value.Equals(placeholder + "Name", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\{([A-Za-z]\w*)\}")]
    private static partial Regex Placeholder();
}
