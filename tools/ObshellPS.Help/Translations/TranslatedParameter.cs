using System.Collections.Generic;

namespace ObshellPS.Help.Translations;

/// <summary>The text of a parameter in another language. Its facts are on the English page only.</summary>
/// <param name="Name">Name without the dash.</param>
/// <param name="Text">A paragraph an element.</param>
/// <param name="Default">What applies without the parameter, where the English page says it in words; else null.</param>
internal sealed record TranslatedParameter(string Name, IReadOnlyList<string> Text, string? Default);
