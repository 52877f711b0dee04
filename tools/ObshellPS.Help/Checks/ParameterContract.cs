using System.Collections.Generic;

namespace ObshellPS.Help.Checks;

/// <summary>The facts of one parameter of a compiled cmdlet.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">Short name of its type.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="IsRequired">True if it is mandatory.</param>
/// <param name="Position">A number, or <c>Named</c>.</param>
/// <param name="PipelineInput">Written as on the pages, for example <c>True (ByValue)</c>.</param>
/// <param name="AcceptsWildcards">True if it has the attribute SupportsWildcards.</param>
/// <param name="Sets">The parameter sets with this parameter; empty for all sets.</param>
internal sealed record ParameterContract(
    string Name,
    string Type,
    IReadOnlyList<string> Aliases,
    bool IsRequired,
    string Position,
    string PipelineInput,
    bool AcceptsWildcards,
    IReadOnlyList<string> Sets);
