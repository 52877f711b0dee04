using System.Collections.Generic;

namespace ObshellPS.Help.Pages;

/// <summary>An input or output type of a cmdlet, with its description.</summary>
/// <param name="Name">Full name, or None.</param>
/// <param name="Text">One element for each paragraph.</param>
public sealed record HelpType(string Name, IReadOnlyList<string> Text);
