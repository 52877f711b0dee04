using System;
using System.Collections.Generic;
using System.Linq;

namespace ObshellPS.Help.Pages;

/// <summary>One parameter of a page: its text, and the facts under the text.</summary>
public sealed class HelpParameter
{
    /// <summary>The facts of every parameter, in this order.</summary>
    public static readonly IReadOnlyList<string> FactNames =
        ["Type", "Aliases", "Required", "Position", "Default", "Accept pipeline input", "Accept wildcard characters"];

    /// <summary>The fact with the parameter sets. Only the parameters of a cmdlet with several sets have this fact.</summary>
    public const string SetsFact = "Parameter sets";

    private readonly IReadOnlyDictionary<string, string> facts;

    internal HelpParameter(string name, IReadOnlyList<string> text, IReadOnlyDictionary<string, string> facts)
    {
        Name = name;
        Text = text;
        this.facts = facts;
    }

    /// <summary>Name without the dash.</summary>
    public string Name { get; }

    /// <summary>The description, one element for each paragraph.</summary>
    public IReadOnlyList<string> Text { get; }

    /// <summary>Short name of the type, for example <c>String[]</c>.</summary>
    public string Type => facts["Type"];

    /// <summary>Other names, in the order of the page.</summary>
    public IReadOnlyList<string> Aliases => Split(facts["Aliases"]);

    /// <summary>True if the parameter is mandatory.</summary>
    public bool IsRequired => facts["Required"] == "True";

    /// <summary>A number, or <c>Named</c>.</summary>
    public string Position => facts["Position"];

    /// <summary>The default value.</summary>
    public string Default => facts["Default"];

    /// <summary><c>False</c>, <c>True (ByValue)</c> and so on.</summary>
    public string PipelineInput => facts["Accept pipeline input"];

    /// <summary>True if the parameter accepts wildcards.</summary>
    public bool AcceptsWildcards => facts["Accept wildcard characters"] == "True";

    /// <summary>The parameter sets with this parameter; empty for all sets.</summary>
    public IReadOnlyList<string> Sets => facts.TryGetValue(SetsFact, out string? sets) ? Split(sets) : [];

    /// <summary>True if the parameter is a switch, which has no value.</summary>
    public bool IsSwitch => Type == "SwitchParameter";

    /// <summary>The same parameter with its texts in another language.</summary>
    internal HelpParameter With(IReadOnlyList<string> otherText, string otherDefault) =>
        new(Name, otherText, new Dictionary<string, string>(facts, StringComparer.Ordinal) { ["Default"] = otherDefault });

    private static IReadOnlyList<string> Split(string list) =>
        [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(a => a != "None")];
}
