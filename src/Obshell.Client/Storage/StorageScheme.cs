namespace Obshell.Client.Storage;

/// <summary>A kind of store, by the scheme of its URIs. The table of schemes; docs/storage.md shows it.</summary>
/// <param name="Name">In lower case: OceanBase and the agent compare it letter by letter.</param>
/// <param name="IsObjectStore">A bucket on a host, and not a path of the servers.</param>
/// <param name="AgentReads">Whether agents know the scheme. Without it no window and no list of jobs can be read.</param>
public sealed record StorageScheme(string Name, bool IsObjectStore, bool AgentReads)
{
    internal static readonly StorageScheme File = new("file", IsObjectStore: false, AgentReads: true);
    internal static readonly StorageScheme Oss = new("oss", IsObjectStore: true, AgentReads: true);
    internal static readonly StorageScheme Cos = new("cos", IsObjectStore: true, AgentReads: true);
    internal static readonly StorageScheme S3 = new("s3", IsObjectStore: true, AgentReads: true);

    /// <summary>Of newer servers.</summary>
    internal static readonly StorageScheme AzBlob = new("azblob", IsObjectStore: true, AgentReads: false);

    /// <summary>All that are known.</summary>
    public static IReadOnlyList<StorageScheme> All { get; } = [File, Oss, Cos, S3, AzBlob];

    internal static IReadOnlyList<StorageScheme> ObjectStores { get; } = [.. All.Where(s => s.IsObjectStore)];

    /// <summary>The scheme of a name.</summary>
    /// <param name="name">In lower case.</param>
    /// <returns>Null without one.</returns>
    public static StorageScheme? Of(string name) => All.FirstOrDefault(s => s.Name == name);
}
