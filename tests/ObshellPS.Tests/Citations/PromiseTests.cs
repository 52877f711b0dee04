using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace ObshellPS.Tests.Citations;

/// <summary>
/// Each promise of docs/promises.md has tests with its number. Each folder and class that the promise lists has such a test.
/// </summary>
[Trait("Topic", "Citations")]
public sealed partial class PromiseTests
{
    /// <summary>For each test file: the numbers of the promises in its xUnit traits or Pester tags.</summary>
    private static readonly Dictionary<string, HashSet<string>> CarriedBy = RepositoryFile.All
        .Where(file => file.Path.StartsWith("tests/", StringComparison.Ordinal))
        .ToDictionary(file => file.Path, file => Carried(file).ToHashSet());

    public static TheoryData<string> Promises => [.. NumberedDocuments.Numbers["promise"]];

    [Theory]
    [MemberData(nameof(Promises))]
    public void Each_promise_has_a_test_with_its_number(string promise) =>
        Assert.True(CarriedBy.Values.Any(carried => carried.Contains(promise)), $"No test carries promise {promise}.");

    [Theory]
    [MemberData(nameof(Promises))]
    public void Each_place_that_promises_md_lists_has_a_test_with_the_number_of_the_promise(string promise)
    {
        string[] places = [.. Place().Matches(NumberedDocuments.TextOfPromises[promise]).SelectMany(Beginnings)];

        Assert.NotEmpty(places);
        Faults.None(places.Where(place => !CarriedBy.Any(file => file.Value.Contains(promise) && file.Key.StartsWith(place, StringComparison.Ordinal)))
            .Select(place => $"{place}* has no test of promise {promise}"));
    }

    [Fact]
    public void A_test_with_a_promise_in_its_name_has_the_trait_of_this_promise() => Faults.None(
        RepositoryFile.All.Where(file => file.Path.EndsWith("Tests.cs", StringComparison.Ordinal)).SelectMany(file =>
        {
            string[] ofClass = [.. Carried(file with { Text = Class().Split(file.Text, 2)[0] })];
            return Test().Matches(file.Text)
                .Where(test => !ofClass.Concat(Carried(file with { Text = test.Groups["attributes"].Value })).Contains(test.Groups["promise"].Value))
                .Select(test => $"{file.Path}: {test.Groups["name"].Value} has no [Trait(\"Promise\", ...)] of its number");
        }));

    private static IEnumerable<string> Carried(RepositoryFile file) => file.Path.EndsWith(".ps1", StringComparison.Ordinal)
        ? Tag().Matches(file.Text).SelectMany(m => m.Groups["promise"].Captures).Select(c => c.Value)
        : Trait().Matches(file.Text).Select(m => m.Groups["promise"].Value);

    /// <summary>
    /// The beginnings of the test paths that a text such as <c>`folder` (`Class`, `Class`)</c> or <c>`folder`</c> describes.
    /// </summary>
    private static IEnumerable<string> Beginnings(Match place)
    {
        string folder = place.Groups["folder"].Value + "/";
        string[] classes = [.. place.Groups["class"].Captures.Select(c => $"{folder}{c.Value}.")];
        return classes.Length > 0 ? classes : [folder];
    }

    [GeneratedRegex(@"`(?<folder>tests/[^`]+)`(?:\s\((?:`(?<class>\w+)`(?:,\s)?)+\))?")]
    private static partial Regex Place();

    [GeneratedRegex(@"\[Trait\(""Promise"", ""(?<promise>\d+)""\)\]")]
    private static partial Regex Trait();

    [GeneratedRegex(@"-Tag (?:'Promise (?<promise>\d+)'(?:, )?)+")]
    private static partial Regex Tag();

    [GeneratedRegex(@"^public (?:\w+ )*class ", RegexOptions.Multiline)]
    private static partial Regex Class();

    // A test method with the lines of attributes above it.
    [GeneratedRegex(@"(?<attributes>(?:^    \[.*\n)*)^    public [^\n=(]*?\b(?<name>\w*Promise_(?<promise>\d+)_\w*)\(", RegexOptions.Multiline)]
    private static partial Regex Test();
}
