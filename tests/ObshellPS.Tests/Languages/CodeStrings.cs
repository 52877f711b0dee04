using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObshellPS.Tests.Languages;

/// <summary>A string in C# code that a user can read. Strings in attributes and comments are excluded.</summary>
/// <param name="Line">Line number, from 1.</param>
/// <param name="Text">The value of the string, with <c>{}</c> for each placeholder of an interpolated string.</param>
internal sealed partial record CodeStrings(int Line, string Text)
{
    /// <summary>
    /// True if the text has three lower-case words in a row. HTML and CSS are excluded by their tags and braces, SQL by its capital
    /// letters.
    /// </summary>
    public bool IsSentence => ThreeWords().IsMatch(Text) && !Markup().IsMatch(Text);

    /// <summary>The strings of the code for both editions of PowerShell.</summary>
    public static IEnumerable<CodeStrings> In(string code) =>
        new[] { "NETFRAMEWORK", "NET8_0_OR_GREATER" }.SelectMany(edition => In(code, edition)).Distinct();

    private static IEnumerable<CodeStrings> In(string code, string edition)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: [edition])).GetRoot();
        foreach (SyntaxNode node in root.DescendantNodes(n => n is not (AttributeListSyntax or InterpolatedStringExpressionSyntax)))
        {
            if (node is LiteralExpressionSyntax { Token.Value: string text })
            {
                yield return At(node, text);
            }
            else if (node is InterpolatedStringExpressionSyntax woven)
            {
                yield return At(node, string.Concat(woven.Contents.Select(c => c is InterpolatedStringTextSyntax part ? part.TextToken.ValueText : "{}")));
                foreach (CodeStrings inner in woven.Contents.OfType<InterpolationSyntax>().SelectMany(i => In(i.Expression.ToString(), edition)))
                {
                    yield return inner with { Line = LineOf(node) };
                }
            }
        }
    }

    private static CodeStrings At(SyntaxNode node, string text) => new(LineOf(node), text);

    private static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    [GeneratedRegex(@"(?<![\w.$<-])[a-z][a-z']*,? [a-z][a-z']*,? [a-z][a-z']*(?![\w(=])")]
    private static partial Regex ThreeWords();

    [GeneratedRegex(@"</?[a-z]+[ >]|[a-z-]+:[^;{}]+;")]
    private static partial Regex Markup();
}
