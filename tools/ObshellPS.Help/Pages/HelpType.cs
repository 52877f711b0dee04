using System.Collections.Generic;

namespace ObshellPS.Help.Pages;

/// <summary>A type that goes in or comes out, and what it means there.</summary>
/// <param name="Name">Full name, or None.</param>
/// <param name="Text">A paragraph an element.</param>
public sealed record HelpType(string Name, IReadOnlyList<string> Text);
