namespace ObshellPS.Architecture.Reading;

/// <summary>One folder needs another of the same project.</summary>
/// <param name="From">The folder in the project, with slashes.</param>
/// <param name="To">What it needs.</param>
/// <param name="Why">The type or the line.</param>
internal sealed record FolderUse(string From, string To, string Why);
