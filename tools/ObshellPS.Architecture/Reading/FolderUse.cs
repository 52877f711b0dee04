namespace ObshellPS.Architecture.Reading;

/// <summary>One folder needs another of the same project.</summary>
/// <param name="From">In the project, with slashes.</param>
/// <param name="To">What it needs.</param>
/// <param name="Why">Which type, or which line.</param>
internal sealed record FolderUse(string From, string To, string Why);
