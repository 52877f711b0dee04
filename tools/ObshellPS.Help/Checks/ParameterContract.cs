using System.Collections.Generic;

namespace ObshellPS.Help.Checks;

/// <summary>What the compiled cmdlet says about one parameter.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">Short name of its type.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="IsRequired">Whether it is mandatory.</param>
/// <param name="Position">A number, or <c>Named</c>.</param>
/// <param name="PipelineInput">In the form of the pages.</param>
/// <param name="AcceptsWildcards">Whether it has the attribute SupportsWildcards.</param>
/// <param name="Sets">The sets it belongs to; empty for all.</param>
internal sealed record ParameterContract(
    string Name,
    string Type,
    IReadOnlyList<string> Aliases,
    bool IsRequired,
    string Position,
    string PipelineInput,
    bool AcceptsWildcards,
    IReadOnlyList<string> Sets);
