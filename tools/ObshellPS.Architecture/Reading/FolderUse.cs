namespace ObshellPS.Architecture.Reading;

/// <summary>One folder uses another folder of the same project.</summary>
/// <param name="From">The folder that uses the other one, with slashes.</param>
/// <param name="To">The folder that is used.</param>
/// <param name="Why">The two types.</param>
internal sealed record FolderUse(string From, string To, string Why);
