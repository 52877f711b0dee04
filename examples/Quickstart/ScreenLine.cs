namespace ObshellPS.Quickstart;

/// <summary>One line as the terminal showed it.</summary>
internal sealed record ScreenLine(LineKind Kind, string Text);
