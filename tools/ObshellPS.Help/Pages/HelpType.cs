using System.Collections.Generic;

namespace ObshellPS.Help.Pages;

/// <summary>A type of the input or output, and its description.</summary>
/// <param name="Name">Full name, or None.</param>
/// <param name="Text">One element for each paragraph.</param>
public sealed record HelpType(string Name, IReadOnlyList<string> Text);
